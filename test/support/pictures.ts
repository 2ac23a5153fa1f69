/** Files that begin as pictures of their format do; the nodes look no further. */

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR a small picture \xff\xfe', 'latin1');
export const JPEG = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0 a small photo \xfe', 'latin1');
export const WEBP = Buffer.from('RIFF\x24\0\0\0WEBPVP8 a small picture \xfe', 'latin1');
export const GIF = Buffer.from('GIF89a\x01\0\x01\0 a small animation \xfe', 'latin1');

export const dataUri = (bytes: Buffer, mimeType = 'image/png'): string =>
	`data:${mimeType};base64,${bytes.toString('base64')}`;

/** A PNG of exactly so many bytes. */
export const pngOf = (byteLength: number): Buffer => Buffer.concat([PNG], byteLength);
