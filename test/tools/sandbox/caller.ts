import { createHash } from 'node:crypto';
import { readFile } from 'fs-extra';
import sharp from 'sharp';
import { parse } from 'yaml';
import { z } from 'zod';
import { elapse } from '../../../tools/sandbox/clock';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/index';
import type { Settings } from '../../../tools/sandbox/settings';

export const V2 = '/ideogramV_2/v1';
export const TURBO = '/ideogramV_2_Turbo/v1';
export const REMOVE_BACKGROUND =
	'/ideogram-remove-background/v1/ideogram-remove-background-request';

export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	/** the parsed body, undefined when it is not JSON */
	readonly json: unknown;
	readonly bytes: Buffer;
}

export const readDescription = async (): Promise<unknown> =>
	parse(await readFile('tools/sandbox/openapi.yaml', 'utf8'));

/** A client of a sandbox of its own. */
export class Caller {
	private constructor(readonly sandbox: Sandbox) {}

	static async open(settings: Partial<Settings> = {}, apiKey?: string): Promise<Caller> {
		return new Caller(await startSandbox({ document: await readDescription(), settings, apiKey }));
	}

	close(): Promise<void> {
		return this.sandbox.close();
	}

	/** Calls the gateway with the key. */
	call(path: string, init: RequestInit = {}): Promise<Reply> {
		const headers = new Headers(init.headers);
		headers.set('Ocp-Apim-Subscription-Key', this.sandbox.apiKey);
		return request(`${this.sandbox.gatewayUrl}${path}`, { ...init, headers });
	}

	post(path: string, fields: unknown): Promise<Reply> {
		return this.call(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(fields),
		});
	}

	upload(path: string, parts: Parts): Promise<Reply> {
		return this.call(path, { method: 'POST', body: formOf(parts) });
	}

	generate(imageRequest: Record<string, unknown>): Promise<Reply> {
		return this.post(`${V2}/generate`, { image_request: { model: 'V_2', ...imageRequest } });
	}

	/** Generates an image and downloads it. */
	async paint(imageRequest: Record<string, unknown>): Promise<Buffer> {
		const { json } = await this.generate(imageRequest);
		return (await request(imagesSchema.parse(json).data[0].url)).bytes;
	}

	async submit(fields: Record<string, unknown>): Promise<Submitted> {
		const { json } = await this.post(REMOVE_BACKGROUND, fields);
		return submittedSchema.parse(json);
	}

	async lookUp({ request_id }: Submitted): Promise<Job> {
		const { json } = await this.call(`/v2/requests/status/${request_id}`);
		return jobSchema.parse(json);
	}

	/** Looks a job up until it is over. */
	async outcomeOf(submitted: Submitted): Promise<Job> {
		for (;;) {
			const job = await this.lookUp(submitted);
			if (job.status !== 'QUEUED' && job.status !== 'PROCESSING') return job;
			await elapse(10);
		}
	}

	async addFault(fault: Record<string, unknown>): Promise<Reply> {
		return request(`${this.sandbox.adminUrl}/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(fault),
		});
	}

	async admin(path: string, method = 'GET'): Promise<unknown> {
		return (await request(`${this.sandbox.adminUrl}${path}`, { method })).json;
	}
}

/** A part of a form: text, or a file. */
type Parts = Readonly<Record<string, string | Blob | NamedFile>>;

export interface NamedFile {
	readonly bytes: Buffer;
	readonly type: string;
	readonly fileName: string;
}

export const png = (bytes: Buffer): NamedFile => ({
	bytes,
	type: 'image/png',
	fileName: 'picture.png',
});

function formOf(parts: Parts): FormData {
	const form = new FormData();
	for (const [name, part] of Object.entries(parts)) {
		if (typeof part === 'string' || part instanceof Blob) form.append(name, part);
		else
			form.append(
				name,
				new Blob([Uint8Array.from(part.bytes)], { type: part.type }),
				part.fileName,
			);
	}
	return form;
}

export async function request(url: string, init?: RequestInit): Promise<Reply> {
	const response = await fetch(url, init);
	const bytes = Buffer.from(await response.arrayBuffer());
	const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
	const json: unknown = isJson ? JSON.parse(bytes.toString()) : undefined;
	return { status: response.status, headers: response.headers, json, bytes };
}

/** @returns a PNG file: a disc of one colour before a plain backdrop of another */
export const disc = (side: number, colour = '#b02030', backdrop = '#eef1f4'): Promise<Buffer> =>
	sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">` +
				`<rect width="${side}" height="${side}" fill="${backdrop}"/>` +
				`<circle cx="${side / 2}" cy="${side / 2}" r="${side / 4}" fill="${colour}"/></svg>`,
		),
	)
		.removeAlpha()
		.png()
		.toBuffer();

/** @returns what tells files apart: jest compares long buffers slowly, and prints them in full */
export const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** @returns the image's pixels as RGBA bytes */
export async function pixelsOf(
	image: Buffer,
): Promise<{ pixels: Buffer; width: number; height: number }> {
	const { data, info } = await sharp(image)
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { pixels: data, width: info.width, height: info.height };
}

export const imagesSchema = z.object({
	created: z.string(),
	data: z.tuple([z.object({ url: z.string(), seed: z.number() }).passthrough()]),
});

const submittedSchema = z.object({
	request_id: z.string(),
	status: z.string(),
	polling_url: z.string(),
	output: z.object({ media_url: z.tuple([z.string()]), media_type: z.string() }).optional(),
});

type Submitted = z.infer<typeof submittedSchema>;

const jobSchema = z.object({
	request_id: z.string(),
	status: z.string(),
	model_id: z.string(),
	error: z.string().nullable(),
	output: z.object({ media_url: z.tuple([z.string()]), media_type: z.string() }).nullable(),
	created_at: z.string(),
	updated_at: z.string(),
	completed_at: z.string().nullable(),
});

type Job = z.infer<typeof jobSchema>;

/** What a refused request is answered. @param message a part of it */
export const refusal = (error: string, message: string) => ({
	status: 400,
	json: { error, message: expect.stringContaining(message) },
});
