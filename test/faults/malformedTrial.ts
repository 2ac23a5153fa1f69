import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';
import { CONTINUE } from '../support/items';
import { JPEG } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { AnsweringGateway } from './answeringGateway';
import { type MalformedAnswer, malformedAnswer } from './malformedAnswers';
import { leavesOf, problemOf } from './malformedItems';
import { type Course, COURSES } from './stages';

const TIME_LIMIT_S = 3;
/** On a machine that does other things too. */
const GRACE_MS = 5000;
const BATCH = 50;

/** Runs malformed answers through the nodes, a batch of items in each execution. */
export class MalformedTrial {
	private readonly gateway = new AnsweringGateway();

	private constructor(private readonly pixazo: Pixazo) {}

	static async open(): Promise<MalformedTrial> {
		const trial = new MalformedTrial(await Pixazo.start());
		await trial.gateway.start();
		return trial;
	}

	async close(): Promise<void> {
		await this.gateway.close();
	}

	/**
	 * Each case is a malformed answer to the first request of an item, and another one to the second if there is one.
	 *
	 * @returns what went wrong, each with the answers that it came of.
	 */
	async run(cases: number, seed: number): Promise<string[]> {
		const { url: gatewayUrl, mediaUrl } = this.gateway;
		const twoAnswers = fc.tuple(
			malformedAnswer({ gatewayUrl, mediaUrl }),
			malformedAnswer({ gatewayUrl, mediaUrl }),
		);
		const answers = fc.sample(twoAnswers, { seed, numRuns: cases });
		const problems: string[] = [];
		for (let start = 0; start < answers.length; start += BATCH) {
			const course = COURSES[(start / BATCH) % COURSES.length];
			const batch = answers.slice(start, start + BATCH);
			if (course !== undefined) problems.push(...(await this.runBatch(course, batch)));
		}
		return problems;
	}

	private async runBatch(
		course: Course,
		answers: ReadonlyArray<readonly MalformedAnswer[]>,
	): Promise<string[]> {
		this.gateway.play(answers);
		const startedAtMs = Date.now();
		const execution = await this.pixazo.run({
			type: `n8n-nodes-pixazo.${course.node}`,
			parameters: {
				operation: course.operation,
				...parametersOf(course),
				options: { pollInterval: 0.05, timeout: TIME_LIMIT_S, retries: 0, maxConcurrency: BATCH },
			},
			items: await Promise.all(answers.map(async (_, index) => await this.itemOf(index))),
			credentials: { pixazoApi: { apiKey: 'marked-77a0', baseUrl: this.gateway.url } },
			...CONTINUE,
		});
		const tookMs = Date.now() - startedAtMs;
		const late = tookMs > TIME_LIMIT_S * 1000 + GRACE_MS ? [`took ${tookMs} ms`] : [];
		const failed = execution.error === undefined ? [] : [execution.error.message];
		const items = execution.items();
		const problems = answers.flatMap((given, index) => {
			const problem = problemOf(items[index], index) ?? this.inventedIn(items[index], given);
			return problem === undefined ? [] : `${problem}, from ${JSON.stringify(given).slice(0, 500)}`;
		});
		return [...late, ...failed, ...problems].map((problem) => `${course.title}: ${problem}`);
	}

	/** Names what an item has that is not from the answers. */
	private inventedIn(
		item: INodeExecutionData | undefined,
		answers: readonly MalformedAnswer[],
	): string | undefined {
		if (String(item?.json.error).includes('[item ')) return undefined;
		const given = answers.map(({ body }) => Buffer.from(body).toString()).join();
		const asText = (leaf: unknown) => JSON.stringify(leaf).slice(1, -1);
		const invented = leavesOf(item?.json).filter(
			(leaf) =>
				typeof leaf === 'string' &&
				!given.includes(asText(leaf)) &&
				!/^(COMPLETED|QUEUED)$|case-\d+$|\/picture\.png$/.test(leaf),
		);
		return invented.length > 0 ? `not of the answer: ${JSON.stringify(invented)}` : undefined;
	}

	private async itemOf(index: number): Promise<INodeExecutionData> {
		const name = `case-${index}`;
		const data = await this.pixazo.file(JPEG, `${name}.jpg`, 'image/jpeg');
		return { json: { name }, binary: { data } };
	}
}

function parametersOf({ node, operation, isCollecting }: Course) {
	const name = '={{ $json.name }}';
	if (isCollecting) return { request: name };
	if (node === 'removeBackground') {
		return { inputSource: 'url', imageUrl: `=https://nowhere.invalid/{{ $json.name }}.png` };
	}
	return operation === 'describe' ? {} : { prompt: name };
}
