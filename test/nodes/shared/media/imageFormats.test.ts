import sharp from 'sharp';
import {
	imageFormatOf,
	SIGNATURE_BYTES,
	UPLOAD_FORMATS,
} from '../../../../nodes/shared/media/imageFormats';

const picture = sharp({
	create: { width: 8, height: 8, channels: 3, background: '#336699' },
});

test.each([
	['PNG', 'image/png', 'png', true],
	['JPEG', 'image/jpeg', 'jpg', true],
	['WebP', 'image/webp', 'webp', true],
	['GIF', 'image/gif', 'gif', false],
	['TIFF', 'image/tiff', 'tif', false],
	['AVIF', 'image/avif', 'avif', false],
] as const)(
	'a real %s is known by its first bytes',
	async (title, mimeType, extension, isTaken) => {
		const encoders = {
			PNG: () => picture.clone().png(),
			JPEG: () => picture.clone().jpeg(),
			WebP: () => picture.clone().webp(),
			GIF: () => picture.clone().gif(),
			TIFF: () => picture.clone().tiff(),
			AVIF: () => picture.clone().avif(),
		};
		const bytes = await encoders[title]().toBuffer();
		const format = imageFormatOf(bytes.subarray(0, SIGNATURE_BYTES));
		expect(format).toMatchObject({ title, mimeType, extension });
		expect(UPLOAD_FORMATS.map((taken) => taken.title).includes(title)).toBe(isTaken);
	},
);

test.each([
	['TIFF of the other byte order', Buffer.from('MM\0*\0\0\0\x08', 'latin1'), 'TIFF'],
	['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'HEIC'],
	['BMP', Buffer.from('BM\x36\0\0\0', 'latin1'), 'BMP'],
	['older GIF', Buffer.from('GIF87a'), 'GIF'],
])('%s is known', (_what, bytes, title) => {
	expect(imageFormatOf(bytes)?.title).toBe(title);
});

test.each([
	['nothing', ''],
	['a page', '<!DOCTYPE html>'],
	['JSON', '{"error":"gone"}'],
	['an SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
	['a PDF', '%PDF-1.7'],
	['half a signature', '\x89PN'],
	['a sound in the container of WebP', 'RIFF\x24\0\0\0WAVEfmt '],
	['a signature in the wrong place', ' \x89PNG\r\n\x1a\n'],
])('%s is no picture', (_what, text) => {
	expect(imageFormatOf(Buffer.from(text, 'latin1'))).toBeUndefined();
});
