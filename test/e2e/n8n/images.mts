import sharp from 'sharp';
import type { InputFile } from '../workflows.mjs';

const WIDTH = 160;
const HEIGHT = 120;

const drawing = Buffer.from(`
	<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
		<rect width="100%" height="100%" fill="white"/>
		<circle cx="80" cy="60" r="40" fill="crimson"/>
	</svg>`);

/** A red disc before a white wall, in each format that can be sent. */
export const photo = Object.freeze({
	png: { name: 'photo.png', type: 'image/png', bytes: await sharp(drawing).png().toBuffer() },
	jpeg: { name: 'photo.jpg', type: 'image/jpeg', bytes: await sharp(drawing).jpeg().toBuffer() },
	webp: { name: 'photo.webp', type: 'image/webp', bytes: await sharp(drawing).webp().toBuffer() },
});

/** A form as a browser sends it. */
export function formOf(fields: Record<string, string | InputFile>) {
	const form = new FormData();
	for (const [field, value] of Object.entries(fields)) {
		if (typeof value === 'string') form.set(field, value);
		else form.set(field, new Blob([new Uint8Array(value.bytes)], { type: value.type }), value.name);
	}
	return form;
}

/** The opacity of an image in the corner and in the middle, 0 to 255. */
export async function opacity(bytes: Buffer) {
	const { data, info } = await sharp(bytes)
		.ensureAlpha()
		.extractChannel('alpha')
		.raw()
		.toBuffer({ resolveWithObject: true });
	const middle = Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2);
	return { corner: data[0], middle: data[middle] };
}
