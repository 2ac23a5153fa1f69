const IEND_LENGTH = 12;
const PAD_STEP = 64 * 1024;

/**
 * Makes a PNG file larger by a chunk that every decoder skips.
 *
 * @param targetBytes the size to reach, to within 64 kB above; a larger picture stays as it is
 */
export function padPng(png: Buffer, targetBytes: number): Buffer {
	const missing = targetBytes - png.length;
	if (missing <= 0) return png;
	const end = png.length - IEND_LENGTH;
	// In steps, so that pictures of different sizes share one chunk and its checksum.
	const pad = padChunk(Math.ceil(missing / PAD_STEP) * PAD_STEP);
	return Buffer.concat([png.subarray(0, end), pad, png.subarray(end)]);
}

let lastChunk = Buffer.alloc(0);
let lastDataBytes = -1;

function padChunk(dataBytes: number): Buffer {
	if (dataBytes !== lastDataBytes) {
		lastDataBytes = dataBytes;
		lastChunk = Buffer.alloc(dataBytes + 12);
		lastChunk.writeUInt32BE(dataBytes, 0);
		// Lower case in the first letters says: not essential, private.
		lastChunk.write('paDd', 4, 'latin1');
		lastChunk.writeUInt32BE(crc32(lastChunk.subarray(4, dataBytes + 8)), dataBytes + 8);
	}
	return lastChunk;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_value, byte) => {
	let remainder = byte;
	for (let bit = 0; bit < 8; bit += 1) {
		remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
	}
	return remainder;
});

/** The checksum that PNG prescribes for its chunks. */
function crc32(bytes: Buffer): number {
	let remainder = 0xffffffff;
	for (const byte of bytes) {
		remainder = (CRC_TABLE[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
	}
	return (remainder ^ 0xffffffff) >>> 0;
}
