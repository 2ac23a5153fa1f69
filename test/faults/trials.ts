import { Pixazo } from '../support/pixazo';
import { Elsewhere } from './elsewhere';
import type { Ending } from './expectations';
import type { Cell, Row } from './matrix';
import { COURSES } from './stages';
import { Stand } from './stand';
import { problemsOf } from './verdict';

/** Stands for the key, and is like nothing else. */
const MARK = 'marked-4f1c-b7e0';

/** What came of one cell. */
export interface Result {
	readonly operation: string;
	readonly ending: Ending;
	/** Empty if the contract was kept. */
	readonly problems: readonly string[];
}

/** A stand for every operation, and an origin that no key may reach. */
export class Trials {
	private constructor(
		readonly elsewhere: Elsewhere,
		private readonly stands: ReadonlyMap<string, Stand>,
	) {}

	/** @param titles of the operations that are tried; all unless given. */
	static async open(titles?: readonly string[]): Promise<Trials> {
		// Back-off has full jitter, so this is its shortest: no wait at all.
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const pixazo = await Pixazo.start();
		const courses = COURSES.filter(({ title }) => titles?.includes(title) ?? true);
		const stands = await Promise.all(courses.map((course) => Stand.open(course, pixazo, MARK)));
		const byTitle = new Map(stands.map((stand) => [stand.course.title, stand]));
		return new Trials(await Elsewhere.open(), byTitle);
	}

	async close(): Promise<void> {
		jest.restoreAllMocks();
		await Promise.all([...this.stands.values(), this.elsewhere].map((one) => one.close()));
	}

	/** Tries the fault of a row on its operations, side by side unless that takes too much memory. */
	async run({ isHeavy, cells }: Row): Promise<Result[]> {
		if (!isHeavy) return await Promise.all(cells.map((cell) => this.try(cell)));
		const results: Result[] = [];
		for (const cell of cells) results.push(await this.try(cell));
		return results;
	}

	private async try({ course, expected, trial }: Cell): Promise<Result> {
		const stand = this.stands.get(course.title);
		if (stand === undefined) throw new Error(`no stand for ${course.title}`);
		const places = { elsewhereUrl: this.elsewhere.url, gatewayUrl: stand.gatewayUrl };
		const tried = trial(places);
		const seen = await stand.run(tried);
		const problems = problemsOf(course, tried, expected, seen, MARK);
		return { operation: course.title, ending: seen.ending, problems };
	}
}
