import sharp from 'sharp';

const SIZE = { width: 640, height: 360 };
const FRAMES = 12;
const TICKS_PER_SECOND = 12;

/**
 * Makes a video of a second in which the camera moves toward an image. Its frames are AV1, as sharp codes them
 * for AVIF files.
 *
 * @returns an MP4 file
 */
export async function movie(image: Buffer): Promise<Buffer> {
	const scene = await sharp(image)
		.autoOrient()
		.flatten({ background: '#ffffff' })
		.resize(2 * SIZE.width, 2 * SIZE.height)
		.toBuffer();
	const frames = await Promise.all(
		Array.from({ length: FRAMES }, (_, index) => frame(scene, index)),
	);
	const samples = frames.map((avif) => boxIn(avif, 'mdat').subarray(8));
	const [first = Buffer.alloc(0)] = frames;
	const start = box('ftyp', text('isom'), uint32(512), text('isomiso4av01mp41'));
	const data = box('mdat', ...samples);
	const entry = box(
		'av01',
		...[uint32(0, 1, 0, 0, 0, 0), uint16(SIZE.width, SIZE.height), uint32(0x480000, 0x480000, 0)],
		...[uint16(1), Buffer.alloc(32), uint16(24, 0xffff), boxIn(first, 'av1C')],
	);
	const table = box(
		'stbl',
		box('stsd', uint32(0, 1), entry),
		box('stts', uint32(0, 1, FRAMES, 1)),
		box('stsc', uint32(0, 1, 1, FRAMES, 1)),
		box('stsz', uint32(0, 0, FRAMES, ...samples.map(({ length }) => length))),
		box('stco', uint32(0, 1, start.length + 8)),
	);
	const handler = box('hdlr', uint32(0, 0), text('vide'), uint32(0, 0, 0), Buffer.alloc(1));
	const reference = box('dinf', box('dref', uint32(0, 1), box('url ', uint32(1))));
	const information = box('minf', box('vmhd', uint32(1, 0, 0)), reference, table);
	const header = box('mdhd', uint32(0, 0, 0, TICKS_PER_SECOND, FRAMES, 0x55c40000));
	const place = [uint32(0, 0, 0, 0), MATRIX, uint32(SIZE.width << 16, SIZE.height << 16)];
	const track = box(
		'trak',
		box('tkhd', uint32(3, 0, 0, 1, 0, FRAMES), ...place),
		box('mdia', header, handler, information),
	);
	const times = uint32(0, 0, 0, TICKS_PER_SECOND, FRAMES, 0x10000, 0x1000000, 0, 0);
	const movieHeader = box('mvhd', times, MATRIX, Buffer.alloc(24), uint32(2));
	return Buffer.concat([start, data, box('moov', movieHeader, track)]);
}

/** @returns an AVIF file of what the camera sees after so many frames */
async function frame(scene: Buffer, index: number): Promise<Buffer> {
	const zoom = 1 - index / (2 * FRAMES);
	const [width, height] = [Math.round(2 * SIZE.width * zoom), Math.round(2 * SIZE.height * zoom)];
	const [left, top] = [SIZE.width - (width >> 1), SIZE.height - (height >> 1)];
	return await sharp(scene)
		.extract({ left, top, width, height })
		.resize(SIZE)
		.avif({ quality: 45, effort: 0 })
		.toBuffer();
}

/** @returns the first box of this type, wherever it stands */
function boxIn(file: Buffer, type: string): Buffer {
	const at = file.indexOf(type, 0, 'latin1') - 4;
	return file.subarray(at, at + file.readUInt32BE(at));
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
	const body = Buffer.concat(content);
	return Buffer.concat([uint32(body.length + 8), text(type), body]);
};

const text = (characters: string): Buffer => Buffer.from(characters, 'latin1');

const uint32 = (...values: readonly number[]): Buffer =>
	Buffer.concat(
		values.map((value) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])),
	);

const uint16 = (...values: readonly number[]): Buffer =>
	Buffer.from(values.flatMap((value) => [value >>> 8, value]));

/** Neither turned nor moved. */
const MATRIX = uint32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
