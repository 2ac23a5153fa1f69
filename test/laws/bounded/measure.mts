// Runs Remove Background in a process of its own, with --expose-gc, and prints what is left alive and the memory it took.
import '../../../tools/n8nCore/environment.js';
import { setTimeout as elapse } from 'node:timers/promises';
import sharp from 'sharp';

const { startEngine } = await import('../../../tools/n8nCore/engine.js');
const { packageOf } = await import('../../../tools/n8nCore/package.js');
const { runNode } = await import('../../../tools/n8nCore/runNode.js');
const { PixazoApi } = await import('../../../credentials/PixazoApi.credentials.js');
const { RemoveBackground } = await import(
	'../../../nodes/RemoveBackground/RemoveBackground.node.js'
);

const [, , baseUrl = '', apiKey = ''] = process.argv;
const EXECUTIONS = 40;

const node = new RemoveBackground();
const contexts: Array<WeakRef<object>> = [];
/** n8n may keep the signals of executions that are over. */
const signals: unknown[] = [];
const { execute } = node;
node.execute = async function () {
	contexts.push(new WeakRef(this));
	signals.push(this.getExecutionCancelSignal());
	return await execute.call(this);
};

const engine = await startEngine({
	types: packageOf('n8n-nodes-pixazo', { nodes: [node], credentials: [new PixazoApi()] }),
	credentials: { pixazoApi: { apiKey, baseUrl } },
});

/** So small that the sandbox needs no time for it. */
const photo = sharp({ create: { width: 64, height: 64, channels: 3, background: 'orange' } }).png();
const imageUrl = `data:image/png;base64,${(await photo.toBuffer()).toString('base64')}`;

async function run(count: number, syncMode?: boolean) {
	const { error } = await runNode(engine, {
		type: 'n8n-nodes-pixazo.removeBackground',
		parameters: {
			imageUrl,
			options: { maxConcurrency: 4, pollInterval: 1, ...(syncMode && { syncMode }) },
		},
		items: Array.from({ length: count }, () => ({ json: {} })),
	});
	if (error) throw error;
}

function bytesHeld() {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** What is freed late is counted by accident: it takes a few collections until only what is held is left. */
async function settle() {
	for (let round = 0; round < 5; round += 1) {
		bytesHeld();
		await elapse(20);
	}
}

/** The most memory that a run in Sync Mode holds at once. */
async function peakBytesOf(count: number) {
	await settle();
	const before = bytesHeld();
	let peak = 0;
	const isOver = run(count, true).then(() => true);
	while (!(await Promise.race([isOver, elapse(50, false)]))) {
		const held = bytesHeld();
		await elapse(10);
		peak = Math.max(peak, Math.min(held, bytesHeld()) - before);
	}
	return peak;
}

const timersActive = () =>
	process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

await run(1);
contexts.length = 0;
const timersBefore = timersActive();
await Promise.all(Array.from({ length: EXECUTIONS }, () => run(2)));
// One sleep of at most 100 ms may outlive an execution.
await elapse(200);
await settle();
const ran = contexts.length;
const alive = contexts.filter((context) => context.deref() !== undefined).length;
const timers = timersActive() - timersBefore;
const [few, many] = [await peakBytesOf(40), await peakBytesOf(80)];
console.log(JSON.stringify({ ran, alive, timers, few, many }));
process.exit();
