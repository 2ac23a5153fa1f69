import { chanceOf } from '../chance';

const RATE_HZ = 8000;
const NOTE_SAMPLES = 1200;

/** @returns a WAV file (8 bits, mono) with a note for each of the first words of a text */
export function melody(text: string): Buffer {
	const chance = chanceOf('melody', text);
	const samples = text.split(/\s+/, 12).flatMap(() => {
		const hertz = 220 * 2 ** (chance.pick([0, 2, 4, 7, 9, 12]) / 12);
		return Array.from({ length: NOTE_SAMPLES }, (_, at) => {
			const swing = Math.sin((2 * Math.PI * hertz * at) / RATE_HZ);
			return 128 + 90 * (1 - at / NOTE_SAMPLES) * swing;
		});
	});
	const head = Buffer.from(
		'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0'.padEnd(36, '\0') + 'data\0\0\0\0',
		'latin1',
	);
	head.writeUInt32LE(36 + samples.length, 4);
	head.writeUInt32LE(RATE_HZ, 24);
	head.writeUInt32LE(RATE_HZ, 28);
	head.writeUInt32LE(0x00080001, 32);
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, Buffer.from(samples)]);
}
