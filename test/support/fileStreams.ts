import { createReadStream, readFileSync, type ReadStream } from 'fs-extra';

/** Any file will do; this one is large enough, and there. */
const FILE = 'package-lock.json';

/** So many bytes that are also to be had as a stream, in chunks of a given size. */
export const bytesOfFile = (byteLength: number): Buffer =>
	readFileSync(FILE).subarray(0, byteLength);

export const streamOfFile = (byteLength: number, chunkBytes = 64): ReadStream =>
	createReadStream(FILE, { end: byteLength - 1, highWaterMark: chunkBytes });
