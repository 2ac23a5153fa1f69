import { readFile } from 'fs-extra';
import satori from 'satori';
import sharp from 'sharp';

/** A box of a drawing. */
export interface Box {
	readonly type: 'div';
	readonly key: null;
	readonly props: { readonly style: Style; readonly children: ReadonlyArray<Box | string> };
}

/** CSS properties in camel case. */
type Style = Readonly<Record<string, string | number>>;

/** A box whose content is laid out as a browser lays out a flexbox. */
export const box = (style: Style, ...children: ReadonlyArray<Box | string>): Box => ({
	type: 'div',
	key: null,
	props: { style: { display: 'flex', ...style }, children },
});

/**
 * The style of a box with an image. (An image element would be clipped with a mask, and each mask takes sharp 0.5 s.)
 *
 * @param file in PNG format
 */
export const filledWith = (file: Buffer): Style => ({
	backgroundImage: `url(data:image/png;base64,${file.toString('base64')})`,
	backgroundOrigin: 'border-box',
	backgroundSize: '100% 100%',
});

/**
 * Draws a box. The font comes from a package, so that a drawing is the same on every machine.
 *
 * @param width in pixels; the height follows from the content
 * @returns an image in PNG format
 */
export async function draw(width: number, content: Box): Promise<Buffer> {
	const fonts = await Promise.all([fontOf(400), fontOf(700)]);
	const svg = await satori(content, { width, fonts });
	return await sharp(Buffer.from(svg)).png().toBuffer();
}

async function fontOf(weight: 400 | 700) {
	const name = weight === 400 ? '400Regular/Inter_400Regular' : '700Bold/Inter_700Bold';
	const data = await readFile(require.resolve(`@expo-google-fonts/inter/${name}.ttf`));
	return { name: 'Inter', weight, style: 'normal' as const, data };
}
