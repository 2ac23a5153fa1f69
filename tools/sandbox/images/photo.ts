import { readFile } from 'fs-extra';
import sharp from 'sharp';
import { svgFile } from './drawing';

export const PHOTO_SIZE = { width: 1248, height: 832 };
export const YELLOW = { WALL: '#f4c95d', LEATHER: '#2a6468', ACCENT: '#c8553d' };
export const PINK: typeof YELLOW = { WALL: '#f2a7b5', LEATHER: '#7a2f45', ACCENT: '#2f7f86' };

/** A product photo: a camera in front of a plain wall. @returns a file in PNG format */
export async function drawPhoto(colors: typeof YELLOW): Promise<Buffer> {
	let svg = await readFile(require.resolve('./camera.svg'), 'utf8');
	for (const [part, color] of Object.entries(colors)) svg = svg.replaceAll(part, color);
	return await toPng(Buffer.from(svg));
}

/** The mask for the photo: black above the camera, where there is room for a banner. @returns a file in PNG format */
export const drawMask = async (): Promise<Buffer> =>
	await toPng(
		svgFile(
			PHOTO_SIZE,
			'<rect width="100%" height="100%" fill="#fff"/><rect x="204" y="36" width="840" height="168" rx="40"/>',
		),
	);

const toPng = async (svg: Buffer): Promise<Buffer> =>
	await sharp(svg).removeAlpha().png().toBuffer();
