import sharp from 'sharp';
import { LENIENT } from './measure';
import { chanceOf } from '../chance';
import { type Box, range } from './canvas';
import { toRgb } from './colours';
import { letter } from './lettering';
import { PALETTES, type Palette } from './palettes';
import type { Size } from './measure';

const CHANNELS = 4;
const BLACK_BELOW = 128;

/**
 * Changes an image where its mask is black: there it turns into two colours, taken from the prompt, whose words
 * are lettered over it.
 *
 * @param mask black where the image is to change, white where it is to stay; stretched to the image's size.
 *   Without one the whole image changes.
 * @returns a PNG file; outside the black region its pixels are the image's own
 */
export async function edit(
	image: Buffer,
	mask: Buffer | undefined,
	prompt: string,
): Promise<Buffer> {
	const { data: pixels, info } = await sharp(image, LENIENT)
		.autoOrient()
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height } = info;
	const size = { width, height };
	const grey = mask ? await greyOf(mask, size) : Buffer.alloc(width * height);
	const treated = await treat(pixels, size, regionOf(grey, size), prompt);
	for (let pixel = 0; pixel < width * height; pixel += 1) {
		if ((grey[pixel] ?? 0) >= BLACK_BELOW) continue;
		const offset = pixel * CHANNELS;
		pixels[offset] = treated[offset] ?? 0;
		pixels[offset + 1] = treated[offset + 1] ?? 0;
		pixels[offset + 2] = treated[offset + 2] ?? 0;
	}
	return sharp(pixels, { raw: { ...size, channels: CHANNELS } })
		.png()
		.toBuffer();
}

/** @returns the mask's brightness, a byte for each pixel of the image */
const greyOf = (mask: Buffer, { width, height }: Size): Promise<Buffer> =>
	sharp(mask, LENIENT)
		.autoOrient()
		.flatten({ background: '#ffffff' })
		.resize(width, height, { fit: 'fill', kernel: 'nearest' })
		.toColourspace('b-w')
		.extractChannel(0)
		.raw()
		.toBuffer();

/** @returns the smallest box around what is black; without any, a box of one pixel */
function regionOf(grey: Buffer, { width, height }: Size): Box {
	let [left, top, right, bottom] = [width - 1, height - 1, 0, 0];
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			if ((grey[y * width + x] ?? 0) >= BLACK_BELOW) continue;
			if (x < left) left = x;
			if (x > right) right = x;
			if (y < top) top = y;
			if (y > bottom) bottom = y;
		}
	}
	return {
		x: left,
		y: top,
		width: Math.max(1, right - left),
		height: Math.max(1, bottom - top),
	};
}

/** @returns the whole image, treated, as RGBA bytes */
async function treat(pixels: Buffer, size: Size, region: Box, prompt: string): Promise<Buffer> {
	const palette = chanceOf('edit', prompt).pick(EDIT_PALETTES);
	const inset = Math.min(region.width, region.height) * 0.08;
	const words = letter(prompt, {
		box: {
			x: region.x + inset,
			y: region.y + inset,
			width: region.width - 2 * inset,
			height: region.height - 2 * inset,
		},
		colour: palette.light,
		family: 'sans',
		weight: 700,
		align: 'middle',
		outline: palette.deep,
	});
	const { width, height } = size;
	const stripePx = Math.max(8, Math.round(Math.min(width, height) / 60));
	const stripes = range(Math.ceil((width + height) / (2 * stripePx))).map(
		(stripe) => `M${2 * stripe * stripePx - height} ${height}l${height} ${-height}`,
	);
	const overlay =
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
		`<path d="${stripes.join('')}" stroke="${palette.accent}" stroke-width="${stripePx * 0.7}" opacity="0.18"/>` +
		`${words}</svg>`;
	return sharp(inTwoColours(pixels, palette), { raw: { ...size, channels: CHANNELS } })
		.composite([{ input: Buffer.from(overlay) }])
		.raw()
		.toBuffer();
}

/** @returns opaque pixels: the dark ones in the palette's deep colour, the bright ones in its glow */
function inTwoColours(pixels: Buffer, { deep, glow }: Palette): Buffer {
	const [dark, bright] = [toRgb(deep), toRgb(glow)];
	const toned = Buffer.alloc(pixels.length, 255);
	for (let offset = 0; offset < pixels.length; offset += CHANNELS) {
		const red = pixels[offset] ?? 0;
		const green = pixels[offset + 1] ?? 0;
		const blue = pixels[offset + 2] ?? 0;
		const brightness = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
		toned[offset] = dark[0] + (bright[0] - dark[0]) * brightness;
		toned[offset + 1] = dark[1] + (bright[1] - dark[1]) * brightness;
		toned[offset + 2] = dark[2] + (bright[2] - dark[2]) * brightness;
	}
	return toned;
}

const EDIT_PALETTES = [
	PALETTES.EMBER,
	PALETTES.MAGIC,
	PALETTES.ULTRAMARINE,
	PALETTES.JUNGLE,
] as const;
