import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { z } from 'zod';
import { outputOf, readBinary } from '../../../tools/localN8n/executions.mjs';
import { NODE_UNDER_TEST, pinnedWorkflow, runPinned } from '../workflows.mjs';
import { apiKey, credential, gatewayUrl, rest, sandbox } from './stage.mjs';

interface Answer {
	/** Of the photo that was sent. */
	readonly ordinal: number;
	readonly status: number;
	readonly type: string;
	readonly requestId: string;
	readonly bytes: Buffer;
}

const INTERVAL_MS = 50;

/** Calls of a webhook that are all made at once. */
export class Calls {
	readonly answers: Answer[] = [];
	private readonly made: Promise<unknown>;

	constructor(url: string, count: number) {
		const ordinals = Array.from({ length: count }, (_, ordinal) => ordinal);
		this.made = Promise.all(
			ordinals.map(async (ordinal) => this.answers.push(await call(url, ordinal))),
		);
	}

	/** The request IDs of charges whose caller has no image yet. */
	async unanswered() {
		const { requestIds } = await sandbox.charges();
		return requestIds.filter((id) => !this.answers.some(({ requestId }) => requestId === id));
	}

	/** Waits until so many have been answered. */
	async answered(count: number) {
		while (this.answers.length < count) await sleep(INTERVAL_MS);
	}

	/**
	 * Waits until all have been answered, one way or the other. Fails unless each good answer is the caller's own image.
	 */
	async all() {
		await this.made;
		const isGood = ({ status }: Answer) => status === 200;
		const good = this.answers.filter(isGood);
		for (const answer of good) await assertOwnImage(answer);
		return { good, bad: this.answers.filter((answer) => !isGood(answer)) };
	}
}

/** Posts the photo with that ordinal as a form does. */
async function call(url: string, ordinal: number): Promise<Answer> {
	const body = new FormData();
	const photo = new Blob([new Uint8Array(await photoOf(ordinal))], { type: 'image/jpeg' });
	body.append('data', photo, `photo-${ordinal}.jpg`);
	const { status, headers, ...answer } = await fetchWhole(url, { method: 'POST', body });
	const type = headers.get('content-type') ?? '';
	return { ordinal, status, type, requestId: headers.get('x-request-id') ?? '', ...answer };
}

async function fetchWhole(url: string, init?: RequestInit) {
	const answer = await fetch(url, init);
	const bytes = Buffer.from(await answer.arrayBuffer());
	return { status: answer.status, headers: answer.headers, bytes };
}

const SIZE = 480;

/** A photo of a disc in front of a white wall, of a color that none of a hundred others has. */
function photoOf(ordinal: number) {
	// Neighbors on the color wheel are far apart in the row.
	const hue = (ordinal * 83) % 360;
	const drawing = `
		<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
			<rect width="100%" height="100%" fill="white"/>
			<circle cx="50%" cy="50%" r="35%" fill="hsl(${hue}, 80%, 40%)"/>
		</svg>`;
	return sharp(Buffer.from(drawing)).jpeg({ quality: 95 }).toBuffer();
}

/** The color in the middle: red, green, blue, opacity. */
async function middleOf(bytes: Buffer) {
	const pixel = { left: SIZE / 2, top: SIZE / 2, width: 1, height: 1 };
	return [...(await sharp(bytes).ensureAlpha().extract(pixel).raw().toBuffer())];
}

const jobSchema = z.object({ output: z.object({ media_url: z.tuple([z.string()]) }) });

/** What the sandbox made of a request. */
async function resultOf(requestId: string) {
	const headers = { 'ocp-apim-subscription-key': apiKey };
	const job = await fetchWhole(`${gatewayUrl}/v2/requests/status/${requestId}`, { headers });
	const [link] = jobSchema.parse(JSON.parse(job.bytes.toString())).output.media_url;
	return (await fetchWhole(link)).bytes;
}

/** Fails unless an answer is what the sandbox made of the photo that this caller sent. */
async function assertOwnImage({ ordinal, type, requestId, bytes }: Answer) {
	assert.equal(type, 'image/png');
	assert.deepEqual(bytes, await resultOf(requestId));
	const sent = await middleOf(await photoOf(ordinal));
	assert.deepEqual(await middleOf(bytes), sent, `photo ${ordinal}`);
}

/**
 * Collects requests as an administrator would, in a workflow with Wait for Result. Fails unless each brings what the
 * sandbox made of it.
 */
export async function assertCollectable(requestIds: string[]) {
	const nodeTry = {
		node: 'removeBackground',
		parameters: { operation: 'waitForResult', request: '={{ $json.request_id }}' },
		items: requestIds.map((requestId) => ({ request_id: requestId })),
	};
	const execution = await runPinned(rest, pinnedWorkflow(nodeTry, credential));
	const items = outputOf(execution, NODE_UNDER_TEST);
	assert.deepEqual(
		items.map(({ json }) => json.request_id),
		requestIds,
	);
	for (const { json, binary } of items) {
		assert.ok(binary?.data);
		const collected = await readBinary(rest, binary.data);
		assert.deepEqual(collected, await resultOf(String(json.request_id)));
	}
}
