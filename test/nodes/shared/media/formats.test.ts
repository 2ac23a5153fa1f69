import sharp from 'sharp';
import { formatOf, HEAD_BYTES, UPLOAD_FORMATS } from '../../../../nodes/shared/media/formats';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const box = (brands: string, size = 8 + brands.length): string =>
	`\0\0\0${String.fromCharCode(size)}ftyp${brands}`;
const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } });

test('JPEG, PNG, and WebP can be uploaded', () => {
	expect(UPLOAD_FORMATS.map(({ title }) => title)).toEqual(['JPEG', 'PNG', 'WebP']);
});

test.each([
	['PNG', 'image/png', 'png', () => image.clone().png()],
	['JPEG', 'image/jpeg', 'jpg', () => image.clone().jpeg()],
	['WebP', 'image/webp', 'webp', () => image.clone().webp()],
	['GIF', 'image/gif', 'gif', () => image.clone().gif()],
	['TIFF', 'image/tiff', 'tif', () => image.clone().tiff()],
	['BigTIFF', 'image/tiff', 'tif', () => image.clone().tiff({ bigtiff: true })],
	['AVIF', 'image/avif', 'avif', () => image.clone().avif()],
] as const)('knows a real %s', async (title, mimeType, extension, encode) => {
	const bytes = await encode().toBuffer();
	const known = { title, mimeType, extension, kind: 'image' };
	expect(formatOf(bytes)).toMatchObject(known);
	expect(formatOf(bytes.subarray(0, HEAD_BYTES))).toMatchObject(known);
});

test.each([
	['GIF', 'image', 'an older GIF', 'GIF87a'],
	['AVIF', 'image', 'an animated AVIF', box('avis\0\0\0\0avismsf1')],
	['AVIF', 'image', 'an AVIF under a general brand', box('mif1\0\0\0\0mif1avifmiaf')],
	['HEIC', 'image', 'an HEIC of an iPhone', box('heic\0\0\0\0mif1heic')],
	['HEIC', 'image', 'an HEIC of 10 bits', box('heix\0\0\0\0mif1heix')],
	['HEIC', 'image', 'an HEIC under a general brand', box('mif1\0\0\0\0mif1heic')],
	['HEIC', 'image', 'an HEIC whose pixels hold "avif"', `${box('mif1\0\0\0\0mif1heic')}avif`],
	['HEIC', 'image', 'a burst', box('msf1\0\0\0\0msf1hevc')],
	['HEIC', 'image', 'a sequence', box('hevc\0\0\0\0msf1hevc')],
	['TIFF', 'image', 'a big-endian TIFF', 'MM\0*\0\0\0\x08'],
	['BigTIFF', 'image', 'a big-endian BigTIFF', 'MM\0+\0\x08\0\0'],
	['BMP', 'image', 'a bitmap of Windows', 'BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10'],
	['BMP', 'image', 'a bitmap with a color space', 'BM\x36\x10\0\0\0\0\0\0\x8a\0\0\0\x7c\0\0\0'],
	['SVG', 'image', 'an SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
	['SVG', 'image', 'an SVG in capitals after blanks', '\r\n  <SVG>'],
	['SVG', 'image', 'an SVG with a byte order mark', '\xef\xbb\xbf<?xml version="1.0"?><svg\n'],
	['SVG', 'image', 'an SVG after comments', '<?xml?>\n<!-- a > b -->\n<!---->\n<svg width="1">'],
	['SVG', 'image', 'an SVG after its type', '<?xml?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG">'],
	['SVG', 'image', 'an SVG with a prefix', '<svg:svg xmlns:svg="http://www.w3.org/2000/svg">'],
	['JPEG XL', 'image', 'a bare JPEG XL', '\xff\x0a\x7a\x1b'],
	['JPEG XL', 'image', 'a JPEG XL in boxes', '\0\0\0\x0cJXL \r\n\x87\n'],
	['JPEG 2000', 'image', 'a JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
	['JPEG 2000', 'image', 'a bare JPEG 2000', '\xff\x4f\xff\x51\0\x2f'],
	['PSD', 'image', 'a Photoshop file', '8BPS\0\x01\0\0'],
	['PSD', 'image', 'a large Photoshop file', '8BPS\0\x02\0\0'],
	['ICO', 'image', 'an icon', '\0\0\x01\0\x02\0\x10\x10\0\0\x01\0\x20\0'],
	['PDF', 'document', 'a PDF', '%PDF-1.7\n'],
	['MP4', 'video', 'an MP4', box('isom\0\0\x02\0isomiso2avc1mp41')],
	['MP4', 'video', 'an MP4 in fragments', box('iso5\0\0\x02\0iso5dash')],
	['MOV', 'video', 'a QuickTime film', box('qt  \0\0\x02\0qt  ')],
	['WebM', 'video', 'a WebM', '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webmB\x87'],
	['MP3', 'audio', 'an MP3 with a title', 'ID3\x04\0\0'],
	['MP3', 'audio', 'an MP3 of 128 kbit/s', '\xff\xfb\x90\x64\0'],
	['MP3', 'audio', 'an MP3 for speech', '\xff\xf3\x48\xc4\0'],
	['WAV', 'audio', 'a WAV', 'RIFF\x24\0\0\0WAVEfmt '],
	['WAV', 'audio', 'a WAV of more than 4 GB', 'RF64\xff\xff\xff\xffWAVEds64'],
	['OGG', 'audio', 'an Ogg', 'OggS\0\x02'],
	['FLAC', 'audio', 'a FLAC', 'fLaC\0\0\0\x22'],
	['M4A', 'audio', 'an M4A', box('M4A \0\0\x02\0M4A isomiso2')],
	['GLB', 'model', 'a GLB', 'glTF\x02\0\0\0\x10\0\0\0'],
])('says %s (%s) of %s', (title, kind, _what, head) => {
	expect(formatOf(latin1(head))).toMatchObject({ title, kind });
});

test.each([
	['an empty file', ''],
	['a web page', '<!DOCTYPE html><svg></svg>'],
	['a web page that embeds an SVG', '<html><body><svg width="1"></svg>'],
	['XML of another kind', '<?xml version="1.0"?><svgs></svgs>'],
	['comments without an end', '<!-- --><!-- '.repeat(60)],
	['JSON', '{"error":"gone"}'],
	['half a signature', '\x89PN'],
	['a signature in the wrong place', ' \x89PNG\r\n\x1a\n'],
	['a text that begins with BM', 'BM is the abbreviation of business model'],
	['a text that begins with RIFF', 'RIFF raff WEB'],
	['a film in the container of WAV', 'RIFF\x24\0\0\0AVI LIST'],
	['text of two bytes a letter', '\xff\xfeH\0e\0l\0l\0o\0'],
	['AAC in frames', '\xff\xf1\x50\x80'],
	['Matroska', '\x1aE\xdf\xa3\x93B\x82\x88matroska'],
	['a raw photo in the container of MP4', box('crx \0\0\0\x01crx isom')],
	['a pointer', '\0\0\x02\0\x01\0\x20\x20\0\0'],
	['a box of no length', '\0\0\0\0ftyp'],
	['zeros', '\0'.repeat(64)],
])('knows no format in %s', (_what, head) => {
	expect(formatOf(latin1(head))).toBeUndefined();
});

test('looks at the first bytes only', () => {
	const late = latin1(`${' '.repeat(HEAD_BYTES)}<svg>`);
	expect(formatOf(late)).toBeUndefined();
});
