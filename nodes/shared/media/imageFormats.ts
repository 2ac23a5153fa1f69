/** A picture format told by its first bytes, whatever its name or declared type say. */
export interface ImageFormat {
	readonly title: string;
	readonly mimeType: string;
	readonly extension: string;
	readonly offset: number;
	readonly signature: string;
}

const format = (
	title: string,
	mimeType: string,
	extension: string,
	signature: string,
	offset = 0,
): ImageFormat => ({ title, mimeType, extension, offset, signature });

const PNG = format('PNG', 'image/png', 'png', '\x89PNG\r\n\x1a\n');
const JPEG = format('JPEG', 'image/jpeg', 'jpg', '\xff\xd8\xff');
const WEBP = format('WebP', 'image/webp', 'webp', 'WEBP', 8);

/** What the API takes: "Image must be under 10MB and in JPEG, PNG, or WebP format" (Remove Background, Notes & Tips). */
export const UPLOAD_FORMATS: readonly ImageFormat[] = [JPEG, PNG, WEBP];

const KNOWN_FORMATS: readonly ImageFormat[] = [
	...UPLOAD_FORMATS,
	format('GIF', 'image/gif', 'gif', 'GIF8'),
	format('AVIF', 'image/avif', 'avif', 'ftypavif', 4),
	format('HEIC', 'image/heic', 'heic', 'ftypheic', 4),
	format('TIFF', 'image/tiff', 'tif', 'II*\0'),
	format('TIFF', 'image/tiff', 'tif', 'MM\0*'),
	format('BMP', 'image/bmp', 'bmp', 'BM'),
];

/** Bytes of a file that are enough to tell its format. */
export const SIGNATURE_BYTES = 16;

/** The format that the first bytes of a file show, or undefined where they show none that is known. */
export function imageFormatOf(firstBytes: Buffer): ImageFormat | undefined {
	const head = firstBytes.toString('latin1', 0, SIGNATURE_BYTES);
	return KNOWN_FORMATS.find(({ offset, signature }) => head.startsWith(signature, offset));
}
