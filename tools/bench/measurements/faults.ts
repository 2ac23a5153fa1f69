import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import type { SandboxAdmin } from '../../sandbox/adminClient';
import { itemsWith, type Measurement, REMOVE_BACKGROUND, smallPicture, type Stage } from '../stage';

export interface FaultsParameters {
	readonly count: number;
	readonly jobSeconds: number;
}

const trial = z.object({
	title: z.string(),
	wallMs: z.number(),
	pictures: z.number(),
	/** What the items without a picture say. */
	errors: z.array(z.string()),
	charges: z.number(),
	/** Requests that were refused or broken: that the faults did strike. */
	faultyRequests: z.number(),
	/** What is to be expected of the last. */
	scriptedFaults: z.number(),
	/** How many of the items are bound to fail. */
	doomed: z.number(),
});

const result = z.object({ count: z.number(), trials: z.array(trial) });

export type FaultTrial = z.infer<typeof trial>;

export type FaultsResult = z.infer<typeof result>;

type Fault = Parameters<SandboxAdmin['addFault']>[0];

const LIMITED: Fault = {
	on: 'removeBackground',
	after: 3,
	fault: { status: 429, headers: { 'retry-after': '1' } },
};
const BROKEN_LOOK_UP: Fault = { on: 'requestStatus', after: 1, fault: { status: 500 } };
const RESET_LOOK_UP: Fault = { on: 'requestStatus', after: 2, fault: { reset: 'before' } };
const FAILED_JOB: Fault = {
	on: 'removeBackground',
	after: 6,
	fault: { job: { status: 'FAILED', error: 'No subject was found in the image' } },
};

/** In `requests`, how many requests the faults strike; in `doomed`, how many items cannot be saved. */
const TRIALS = [
	{ title: 'nothing', faults: [], requests: 0, doomed: 0 },
	{ title: 'one 429 at a submit', faults: [LIMITED], requests: 1, doomed: 0 },
	{ title: 'one 500 at a look-up', faults: [BROKEN_LOOK_UP], requests: 1, doomed: 0 },
	{ title: 'one connection reset at a look-up', faults: [RESET_LOOK_UP], requests: 1, doomed: 0 },
	{ title: 'one job FAILED', faults: [FAILED_JOB], requests: 0, doomed: 1 },
	{
		title: 'all four',
		faults: [LIMITED, BROKEN_LOOK_UP, RESET_LOOK_UP, FAILED_JOB],
		requests: 3,
		doomed: 1,
	},
];

/** Some items, and something going wrong at one of them: what the others bring, and what it costs. */
export const faults: Measurement<FaultsParameters, FaultsResult> = {
	name: 'faults',
	result,

	async measure(stage, { count, jobSeconds }) {
		await stage.sandbox.set({ jobSeconds, jobJitter: 0 });
		const trials: FaultTrial[] = [];
		for (const { title, faults: scripted, requests, doomed } of TRIALS) {
			await stage.sandbox.reset();
			for (const fault of scripted) await stage.sandbox.addFault(fault);
			const seen = await runTrial(stage, count);
			trials.push({ title, scriptedFaults: requests, doomed, ...seen });
		}
		return { count, trials };
	},
};

async function runTrial(stage: Stage, count: number) {
	const items = await itemsWith(stage, await smallPicture(), count);
	const { value, wallMs } = await stage.watch(
		async () =>
			await runNode(stage.engine, {
				type: REMOVE_BACKGROUND,
				parameters: { operation: 'remove', inputSource: 'binary' },
				onError: 'continueRegularOutput',
				items,
			}),
	);
	if (value.error) throw value.error;
	const put = value.items();
	const requests = await stage.sandbox.requests();
	return {
		wallMs,
		pictures: put.filter(({ binary }) => binary?.data?.mimeType === 'image/png').length,
		errors: put.flatMap(({ json }) => (typeof json.error === 'string' ? [json.error] : [])),
		charges: (await stage.sandbox.charges()).count,
		faultyRequests: requests.filter(({ status }) => status !== 200).length,
	};
}
