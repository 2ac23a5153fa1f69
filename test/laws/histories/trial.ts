import fc from 'fast-check';
import { breachesOf, sumOf, type Tally, tallyOf } from '../checker/check';
import type { Evidence } from '../checker/evidence';
import type { Breach } from '../checker/facts';
import { coursesOf, type Nodes } from './courses';
import { histories, type History } from './history';
import { play } from './play';
import { timeline } from './timeline';

/** What one seed came to. */
export interface Trial {
	readonly tally: Tally | undefined;
	/** Absent if every law held. */
	readonly failure?: { readonly laws: readonly number[]; readonly report: string };
}

const LONGEST_SHRINKING_MS = 10_000;

interface Played {
	readonly executions: readonly Evidence[];
	readonly breaches: readonly Breach[];
}

/** Draws histories from seeds, plays each twice, and has them judged. */
export class Trials {
	private readonly histories: fc.Arbitrary<History>;
	/** What nobody caught while a history was played. */
	private readonly escaped: unknown[] = [];

	constructor(
		private readonly nodes: Nodes,
		private readonly alive: () => void,
	) {
		this.histories = histories(coursesOf(nodes.types.keys()));
	}

	escape(error: unknown): void {
		this.escaped.push(error);
	}

	/** @param law the one that counts, if not all do. */
	async run(
		seed: number,
		{ law, shrinks = true }: { law?: number; shrinks?: boolean } = {},
	): Promise<Trial> {
		let tally: Tally | undefined;
		let laws: number[] = [];
		let endsAtMs = Infinity;
		const property = fc.asyncProperty(this.histories, async (history) => {
			// Once it takes too long everything passes, and what has been found is the smallest.
			if (performance.now() > endsAtMs) return;
			const { executions, breaches } = await this.playTwice(history);
			tally ??= executions.map(tallyOf).reduce(sumOf);
			const found = breaches
				.map((breach) => breach.law)
				.filter((one) => law === undefined || one === law);
			if (!found.some((one) => laws.length === 0 || laws.includes(one))) return;
			if (laws.length === 0) endsAtMs = shrinks ? performance.now() + LONGEST_SHRINKING_MS : 0;
			if (laws.length === 0) laws = found;
			throw new Error('A law is broken');
		});
		const { counterexample } = await fc.check(property, { seed, numRuns: 1, unbiased: true });
		const [history] = counterexample ?? [];
		if (history === undefined) return { tally };
		return { tally, failure: { laws, report: await this.report(seed, history) } };
	}

	async report(seed: number, history: History): Promise<string> {
		const { executions, breaches } = await this.playTwice(history);
		const { course, inputSource } = history;
		const title = `History ${seed}: ${course.node} ${course.operation}, input from ${inputSource}`;
		const lines = breaches.map(
			({ law, item, words }) => `BROKEN law ${law}, item ${item ?? '-'}: ${words}`,
		);
		return [title, ...executions.map(timeline), ...lines].join('\n');
	}

	private async playTwice(history: History): Promise<Played> {
		this.alive();
		this.escaped.length = 0;
		const executions = await play(history, this.nodes);
		const again = await play(history, this.nodes);
		const breaches = executions.flatMap(breachesOf);
		const isSame = JSON.stringify(executions) === JSON.stringify(again);
		if (!isSame)
			breaches.push({ law: 0, words: 'the same history went another way the second time' });
		const escaped = this.escaped.map((error) =>
			error instanceof Error ? error.stack : String(error),
		);
		if (escaped.length > 0) breaches.push({ law: 9, words: `nobody caught ${escaped.join()}` });
		return { executions, breaches };
	}
}
