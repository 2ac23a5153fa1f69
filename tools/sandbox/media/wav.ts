import { chanceOf } from '../chance';

const RATE_HZ = 8000;
const NOTE_SECONDS = 0.15;

/** @returns a WAV file (8 bits, mono) with one note for each of the first words of a text */
export function melody(text: string): Buffer {
	const chance = chanceOf('melody', text);
	const samples = text
		.split(/\s+/, 12)
		.map(() => 220 * 2 ** (chance.pick([0, 2, 4, 7, 9, 12]) / 12))
		.flatMap((hertz) =>
			Array.from({ length: RATE_HZ * NOTE_SECONDS }, (_, index) => {
				const fading = 1 - index / (RATE_HZ * NOTE_SECONDS);
				return 128 + 90 * fading * Math.sin((2 * Math.PI * hertz * index) / RATE_HZ);
			}),
		);
	const head = Buffer.alloc(44);
	head.write('RIFF    WAVEfmt ', 'latin1');
	head.writeUInt32LE(36 + samples.length, 4);
	// 16 bytes of format: PCM, one channel, rate, bytes each second, bytes each sample, bits.
	for (const [value, at] of [
		[16, 16],
		[1, 20],
		[1, 22],
		[RATE_HZ, 24],
		[RATE_HZ, 28],
		[1, 32],
		[8, 34],
	]) {
		if (value !== undefined && at !== undefined) head.writeUInt16LE(value, at);
	}
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, Buffer.from(samples)]);
}
