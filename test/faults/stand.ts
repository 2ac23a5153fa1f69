import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Caller, disc, png } from '../tools/sandbox/caller';
import { complaintOf } from '../support/items';
import { dataUri } from '../support/pictures';
import type { Pixazo } from '../support/pixazo';
import {
	type Bill,
	billSchema,
	type Download,
	downloadsSchema,
	type LoggedRequest,
	requestsSchema,
} from './accounts';
import type { Ending } from './expectations';
import type { Course, Stage } from './stages';
import type { Strike } from './strikes';

export const RETRIES = 2;

export interface Trial {
	readonly stage: Stage;
	readonly strikes: readonly Strike[];
	/** The time limit of the item, in seconds. */
	readonly limitS: number;
	/** In the place of the sandbox's. */
	readonly baseUrl?: string;
	/** In the place of a link to an image at the sandbox. */
	readonly imageUrl?: string;
}

/** What came of a trial: what the user sees, and what the sandbox saw. */
export interface Observation {
	readonly ending: Ending;
	readonly tookMs: number;
	readonly errorName: string | undefined;
	/** Message and description of the error. */
	readonly complaint: string;
	readonly item: INodeExecutionData | undefined;
	/** The run data as n8n stores it. */
	readonly stored: string;
	readonly bill: Bill;
	readonly requests: readonly LoggedRequest[];
	readonly downloads: readonly Download[];
}

/** The item's time counts as used up when no further look fits into it: the poll interval is a quarter of it. */
const DEADLINE_SHARE = 0.65;
const INPUT_SIDE = 48;

/** One operation with a sandbox of its own, so that operations can be tried side by side. */
export class Stand {
	private constructor(
		readonly course: Course,
		private readonly pixazo: Pixazo,
		private readonly caller: Caller,
		private readonly picture: Buffer,
		private readonly pictureUrl: string,
	) {}

	/** @param apiKey is to be found nowhere afterwards, so it should be like nothing else. */
	static async open(course: Course, pixazo: Pixazo, apiKey: string): Promise<Stand> {
		const jobSeconds = course.isWaiting ? 0.15 : 0;
		const caller = await Caller.open({ jobSeconds, jobJitter: 0 }, apiKey);
		const picture = await disc(INPUT_SIDE);
		return new Stand(course, pixazo, caller, picture, await linkTo(caller, picture));
	}

	async close(): Promise<void> {
		await this.caller.close();
	}

	get gatewayUrl(): string {
		return this.caller.sandbox.gatewayUrl;
	}

	async run(trial: Trial): Promise<Observation> {
		await this.caller.admin('/log', 'DELETE');
		for (const strike of trial.strikes) await this.script(strike, strike.on ?? trial.stage);
		const parameters = await this.parametersOf(trial);
		const { gatewayUrl, apiKey } = this.caller.sandbox;
		const startedAtMs = Date.now();
		const execution = await this.pixazo.run({
			type: `n8n-nodes-pixazo.${this.course.node}`,
			parameters,
			items: [await this.pixazo.fileItem(this.picture)],
			credentials: { pixazoApi: { apiKey, baseUrl: trial.baseUrl ?? gatewayUrl } },
		});
		const tookMs = Date.now() - startedAtMs;
		const { stringify } = await import('flatted');
		const isAtDeadline = tookMs >= trial.limitS * 1000 * DEADLINE_SHARE;
		const failed = isAtDeadline ? 'deadline' : 'error';
		return {
			ending: execution.error === undefined ? 'item' : failed,
			tookMs,
			errorName: execution.error?.name,
			complaint: complaintOf(execution),
			item: execution.items()[0],
			stored: stringify(execution.runData),
			bill: billSchema.parse(await this.caller.admin('/charges')),
			requests: requestsSchema.parse(await this.caller.admin('/requests')),
			downloads: downloadsSchema.parse(await this.caller.admin('/media')),
		};
	}

	private async script({ fault, times }: Strike, stage: Stage): Promise<void> {
		const targets = {
			submit: this.course.operationId,
			lookUp: 'requestStatus',
			download: 'media',
			inputLink: 'media',
		};
		const { status } = await this.caller.addFault({ on: targets[stage], times, fault });
		expect(status).toBe(201);
	}

	private async parametersOf({ stage, limitS, imageUrl }: Trial): Promise<INodeParameters> {
		const { operation, node, isCollecting } = this.course;
		const needsPrompt = node !== 'removeBackground' && operation !== 'describe';
		const isLinked = stage === 'inputLink';
		return {
			operation,
			...(needsPrompt && { prompt: 'A fox in the snow' }),
			...(!isCollecting && { inputSource: isLinked ? 'url' : 'binary' }),
			...(isLinked && { imageUrl: imageUrl ?? this.pictureUrl }),
			...(isCollecting && { request: await this.submitBefore() }),
			options: { pollInterval: pollIntervalOf(limitS), timeout: limitS, retries: RETRIES },
		};
	}

	private async submitBefore(): Promise<string> {
		const { request_id } = await this.caller.submit({ image_url: dataUri(this.picture) });
		return request_id;
	}
}

/** Short, but long enough beside the time limit for the answer to the last look to come in time. */
const pollIntervalOf = (limitS: number): number => (limitS < 5 ? limitS / 4 : 0.1);

/** A link to the picture at the sandbox's media origin, where edit puts the image that it was given. */
async function linkTo(caller: Caller, picture: Buffer): Promise<string> {
	const parts = { image_file: png(picture), prompt: 'None', model: 'V_2' };
	const { json } = await caller.upload('/ideogramV_2/v1/edit', parts);
	return /"original_image":"([^"]+)"/.exec(JSON.stringify(json))?.[1] ?? '';
}
