import type { INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import type { SandboxAdmin } from '../../tools/sandbox/adminClient';
import type { Engine } from '../../tools/n8nCore/engine';
import { runNode } from '../../tools/n8nCore/runNode';
import type { Fault } from '../../tools/sandbox/faults';
import { CONTINUE } from '../support/items';
import { dataUri } from '../support/pictures';
import { textsIn } from '../support/texts';
import { type Course, COURSES } from './stages';

type Strike = { readonly on: 'any' | 'media' | 'removeBackground'; readonly fault: Partial<Fault> };

/** One of every kind; their requests are struck in turn. */
const KINDS: readonly Strike[] = [
	{ on: 'any', fault: { status: 429, headers: { 'retry-after': '1' } } },
	{ on: 'any', fault: { status: 503, headers: { 'retry-after': '1' } } },
	{ on: 'any', fault: { status: 500 } },
	{ on: 'any', fault: { status: 500, accepted: true } },
	{ on: 'any', fault: { reset: 'before' } },
	{ on: 'any', fault: { reset: 'middle' } },
	{ on: 'any', fault: { hang: true } },
	{ on: 'any', fault: { truncate: 30 } },
	{ on: 'any', fault: { contentLength: 5_000_000 } },
	{ on: 'any', fault: { redirect: 'http://nowhere.invalid/' } },
	{ on: 'any', fault: { drip: { bytes: 50, everyMs: 20 } } },
	{ on: 'any', fault: { headers: { 'content-encoding': 'gzip' } } },
	{ on: 'any', fault: { json: {} } },
	{ on: 'media', fault: { status: 500 } },
	{ on: 'media', fault: { status: 404 } },
	{ on: 'media', fault: { reset: 'middle' } },
	{ on: 'media', fault: { hang: true } },
	{ on: 'removeBackground', fault: { job: { status: 'FAILED', error: 'No subject' } } },
	{ on: 'removeBackground', fault: { job: { status: 'ERROR', error: 'Try again' } } },
	{ on: 'removeBackground', fault: { job: { never: true } } },
];

/** In the place of the sandbox's pictures, whose painting would take most of the time. */
const RESULT = { body: `GIF89a${'x'.repeat(200_000)}`, contentType: 'image/gif' };

/** Operations that need no request submitted before. */
const STARTING = COURSES.filter(({ isCollecting }) => !isCollecting);
const ITEMS_EACH = 10;
/** One item in fifty. */
const FAULTS_EACH_ROUND = (STARTING.length * ITEMS_EACH) / 50;
/** About how many requests come before an item of the round's end, so that faults strike all over it. */
const SPREAD = 60;
const TIME_LIMIT_S = 20;

export interface Tally {
	items: number;
	/** Of each item that failed. */
	readonly errors: string[];
	/** What the contract does not allow, in words. */
	readonly problems: string[];
}

/** Runs all operations at once, ten items each, with two faults among the hundred items. */
export async function runRound(
	round: number,
	engine: Engine,
	admin: SandboxAdmin,
	apiKey: string,
	tally: Tally,
): Promise<void> {
	await admin.reset();
	for (let index = 0; index < FAULTS_EACH_ROUND; index += 1) {
		const ordinal = round * FAULTS_EACH_ROUND + index;
		const strike = KINDS[ordinal % KINDS.length];
		if (strike) await admin.addFault({ ...strike, after: (ordinal * 17) % SPREAD });
	}
	await admin.addFault({ on: 'media', times: 0, fault: RESULT });
	const picture = await sharp({
		create: { width: 32, height: 32, channels: 3, background: '#20a080' },
	})
		.png()
		.toBuffer();
	await Promise.all(
		STARTING.map(async (course) => {
			const items = await Promise.all(
				Array.from({ length: ITEMS_EACH }, async () => await fileItem(engine, picture)),
			);
			await runCourse(course, items, dataUri(picture), engine, apiKey, tally);
		}),
	);
	const faults = (round + 1) * FAULTS_EACH_ROUND;
	const failed = tally.errors.length;
	if (failed > faults) tally.problems.push(`${failed} failed of ${faults} faults`);
	const taken = (await admin.charges()).count;
	const most = STARTING.length * ITEMS_EACH;
	if (taken > most) tally.problems.push(`round ${round}: ${taken} charges for ${most} items`);
}

const fileItem = async (engine: Engine, picture: Buffer): Promise<INodeExecutionData> => ({
	json: {},
	binary: { data: await engine.storeBinary(picture, 'picture.png', 'image/png') },
});

async function runCourse(
	course: Course,
	items: INodeExecutionData[],
	imageUrl: string,
	engine: Engine,
	apiKey: string,
	tally: Tally,
): Promise<void> {
	const { node, operation, title } = course;
	const prompted = node !== 'removeBackground' && operation !== 'describe';
	const execution = await runNode(engine, {
		type: `n8n-nodes-pixazo.${node}`,
		parameters: {
			operation,
			...(prompted && { prompt: '=Item {{ $itemIndex }}' }),
			...(node === 'removeBackground' && { inputSource: 'url', imageUrl }),
			options: { pollInterval: 0.3, timeout: TIME_LIMIT_S, retries: 3 },
		},
		items,
		...CONTINUE,
	});
	const out = execution.items();
	tally.items += out.length;
	if (execution.error !== undefined) tally.problems.push(`${title}: ${execution.error.message}`);
	if (textsIn(execution.runData).includes(apiKey)) tally.problems.push(`${title}: the key`);
	for (const [index, { json, pairedItem }] of out.entries()) {
		const { error, prompt } = json;
		const isOwn = JSON.stringify(pairedItem) === JSON.stringify({ item: index });
		const isPrompted = prompt === undefined || prompt === `Item ${index}`;
		if (!isOwn || !isPrompted) tally.problems.push(`${title}: item ${index} is out of order`);
		if (error === undefined) continue;
		tally.errors.push(`${title}: ${String(error)}`);
		if (!String(error).includes(`[item ${index}].`))
			tally.problems.push(`${title}: ${String(error)}`);
	}
}
