import sharp from 'sharp';

const [WIDTH, HEIGHT] = [640, 360];
const FRAMES = 12;

/**
 * Makes a video of one second in which the camera moves toward an image. Its frames are AV1, as sharp codes them for
 * AVIF files.
 *
 * @returns an MP4 file
 */
export async function movie(image: Buffer): Promise<Buffer> {
	const scene = await sharp(image)
		.autoOrient()
		.flatten({ background: '#ffffff' })
		.resize(2 * WIDTH, 2 * HEIGHT)
		.toBuffer();
	const frames = await Promise.all(Array.from({ length: FRAMES }, (_, at) => frame(scene, at)));
	const samples = frames.map((avif) => boxIn(avif, 'mdat').subarray(8));
	const configuration = boxIn(frames[0] ?? scene, 'av1C');

	const start = box('ftyp', 'isom', [512], 'isomiso4av01mp41');
	const size = [(WIDTH << 16) | HEIGHT, 0x480000, 0x480000, 0];
	const name = '\0\x01' + '\0'.repeat(32) + '\0\x18\xff\xff';
	const codec = box('av01', [0, 1, 0, 0, 0, 0], size, name, configuration);
	const table = [
		box('stsd', [0, 1], codec),
		box('stts', [0, 1, FRAMES, 1]),
		box('stsc', [0, 1, 1, FRAMES, 1]),
		box('stsz', [0, 0, FRAMES, ...samples.map(({ length }) => length)]),
		box('stco', [0, 1, start.length + 8]),
	];
	const source = box('dinf', box('dref', [0, 1], box('url ', [1])));
	const content = box('minf', box('vmhd', [1, 0, 0]), source, box('stbl', ...table));
	const handler = box('hdlr', [0, 0], 'vide', [0, 0, 0], '\0');
	// A tick is as long as a frame, so that times are counts of frames; the language is undetermined.
	const times = box('mdhd', [0, 0, 0, FRAMES, FRAMES, 0x55c40000]);
	const place = [0, 0, 0, 0, ...NOT_TURNED, WIDTH << 16, HEIGHT << 16];
	const header = box('tkhd', [3, 0, 0, 1, 0, FRAMES, ...place]);
	const track = box('trak', header, box('mdia', times, handler, content));
	const speed = [0x10000, 0x1000000, 0, 0];
	const whole = box('mvhd', [0, 0, 0, FRAMES, FRAMES], speed, NOT_TURNED, [0, 0, 0, 0, 0, 0, 2]);
	return Buffer.concat([start, box('mdat', ...samples), box('moov', whole, track)]);
}

const NOT_TURNED = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/** @returns an AVIF file of what the camera sees after so many frames */
async function frame(scene: Buffer, at: number): Promise<Buffer> {
	const zoom = 1 - at / (2 * FRAMES);
	const [width, height] = [Math.round(2 * WIDTH * zoom), Math.round(2 * HEIGHT * zoom)];
	const [left, top] = [WIDTH - (width >> 1), HEIGHT - (height >> 1)];
	const view = sharp(scene).extract({ left, top, width, height }).resize(WIDTH, HEIGHT);
	return await view.avif({ quality: 45, effort: 0 }).toBuffer();
}

/** @returns the first box of this type, wherever it stands */
function boxIn(file: Buffer, type: string): Buffer {
	const at = file.indexOf(type, 0, 'latin1') - 4;
	return file.subarray(at, at + file.readUInt32BE(at));
}

/** @returns a box; numbers in it have 32 bits each */
function box(type: string, ...content: ReadonlyArray<Buffer | string | readonly number[]>): Buffer {
	const parts = content.map((part) => {
		if (typeof part === 'string') return Buffer.from(part, 'latin1');
		if (Buffer.isBuffer(part)) return part;
		return Buffer.from(Uint32Array.from(part).buffer).swap32();
	});
	const length = parts.reduce((sum, part) => sum + part.length, 8);
	const head = Buffer.from(`\0\0\0\0${type}`, 'latin1');
	head.writeUInt32BE(length);
	return Buffer.concat([head, ...parts]);
}
