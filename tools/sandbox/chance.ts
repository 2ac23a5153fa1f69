import { createHash } from 'node:crypto';

/** A source of numbers that look random and are the same for the same seed words. */
export interface Chance {
	/** @returns a number from `low` up to, but not including, `high` */
	between(low: number, high: number): number;
	/** @returns a whole number from `low` to `high`, both included */
	whole(low: number, high: number): number;
	pick<Choice>(choices: readonly Choice[]): Choice;
}

/** @param seedWords what tells one sequence from another */
export function chanceOf(...seedWords: ReadonlyArray<string | number>): Chance {
	// Mulberry32: small, fast, and even enough for images and delays.
	let state = createHash('sha256').update(JSON.stringify(seedWords)).digest().readUInt32LE(0);
	const between = (low: number, high: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (high - low);
	};
	return {
		between,
		whole: (low, high) => Math.floor(between(low, high + 1)),
		pick: (choices) => {
			const choice = choices[Math.floor(between(0, choices.length))];
			if (choice === undefined) throw new RangeError('There is nothing to pick from.');
			return choice;
		},
	};
}
