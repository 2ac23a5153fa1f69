/** Files that begin as images of their format do; the nodes look no further. */

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR a small image \xff\xfe', 'latin1');
export const JPEG = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0 a small photo \xfe', 'latin1');
export const WEBP = Buffer.from('RIFF\x24\0\0\0WEBPVP8 a small image \xfe', 'latin1');
export const GIF = Buffer.from('GIF89a\x01\0\x01\0 a small animation \xfe', 'latin1');

export const dataUri = (bytes: Buffer, mimeType = 'image/png'): string =>
	`data:${mimeType};base64,${bytes.toString('base64')}`;

const MEGABYTE = 1024 * 1024;

/** A PNG of so many megabytes and bytes. */
export const pngOf = (megabytes: number, more = 0): Buffer =>
	Buffer.concat([PNG], megabytes * MEGABYTE + more);
