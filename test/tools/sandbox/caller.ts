import sharp from 'sharp';
import { z } from 'zod';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/index';
import type { Settings } from '../../../tools/sandbox/settings';

export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	/** the parsed body, undefined when it is not JSON */
	readonly json: unknown;
	readonly bytes: Buffer;
}

const REMOVE_BACKGROUND = '/ideogram-remove-background/v1/ideogram-remove-background-request';

/** A client of a sandbox of its own. */
export class Caller {
	readonly admin: SandboxAdmin;

	private constructor(readonly sandbox: Sandbox) {
		this.admin = new SandboxAdmin(sandbox.adminUrl);
	}

	static async open(settings: Partial<Settings> = {}, apiKey?: string): Promise<Caller> {
		return new Caller(await startSandbox({ settings, apiKey }));
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

	post(path: string, fields: unknown, headers: Record<string, string> = {}): Promise<Reply> {
		return this.call(path, jsonInit(fields, headers));
	}

	upload(path: string, parts: Parts): Promise<Reply> {
		return this.call(path, { method: 'POST', body: formOf(parts) });
	}

	/** Submits an image whose background is to be removed. */
	async submit(
		fields: object = { image_url: 'https://example.com/plant.png' },
		headers: Record<string, string> = {},
	): Promise<z.infer<typeof submittedSchema>> {
		const { json } = await this.post(REMOVE_BACKGROUND, fields, headers);
		return submittedSchema.parse(json);
	}

	async check(requestId: string): Promise<z.infer<typeof jobSchema>> {
		return jobSchema.parse((await this.call(`/v2/requests/status/${requestId}`)).json);
	}
}

const jsonInit = (fields: unknown, headers = {}): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': 'application/json', ...headers },
	body: JSON.stringify(fields),
});

/** The parts of a form: texts and files. */
export type Parts = Readonly<Record<string, string | Blob>>;

export const png = (bytes: Buffer, type = 'image/png'): Blob =>
	new Blob([Uint8Array.from(bytes)], { type });

function formOf(parts: Parts): FormData {
	const form = new FormData();
	for (const [name, part] of Object.entries(parts)) {
		if (typeof part === 'string') form.append(name, part);
		else form.append(name, part, 'image.png');
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

/** @returns a PNG file of one color */
export const square = (side: number): Promise<Buffer> =>
	sharp({ create: { width: side, height: side, channels: 3, background: '#b02030' } })
		.png()
		.toBuffer();

const outputSchema = z.object({ media_url: z.array(z.string()), media_type: z.string() });

const submittedSchema = z.object({
	request_id: z.string(),
	status: z.string(),
	polling_url: z.string(),
	output: outputSchema.optional(),
});

const jobSchema = z.object({
	request_id: z.string(),
	status: z.string(),
	error: z.string().nullable(),
	output: outputSchema.nullable(),
	created_at: z.string(),
	completed_at: z.string().nullable(),
});
