import {
	chosenFileName,
	inputFileName,
	linkedFileName,
	resultFileName,
} from '../../../../nodes/shared/media/fileNames';

const PNG = { kind: 'image', extension: 'png' } as const;
const JPEG = { kind: 'image', extension: 'jpg' } as const;
const MP4 = { kind: 'video', extension: 'mp4' } as const;

describe('an input', () => {
	test.each([
		['photo.png', 'photo.png'],
		['Photo.JPG', 'Photo.JPG'],
		['scan.dat', 'scan.dat'],
		['photo', 'photo.png'],
		['logo v1.2', 'logo v1.2.png'],
		['Плакат к фильму', 'Плакат к фильму.png'],
		['海.辺', '海.辺.png'],
		['café ☕.webp', 'café ☕.webp'],
		['100%20off.png', '100%20off.png'],
		['../../etc/passwd.png', 'passwd.png'],
		['C:\\Users\\me\\photo.png', 'photo.png'],
		[' photo.png ', 'photo.png'],
		['pho\nto\0.png', 'photo.png'],
		['photo\u202egnp.exe', 'photognp.exe'],
		['half \ud83d.png', 'half.png'],
		['photo...', 'photo.png'],
		['.png', 'image.png'],
		['.', 'image.png'],
		['..', 'image.png'],
		['folder/..', 'image.png'],
		['folder/', 'image.png'],
		['', 'image.png'],
	])('named %j is uploaded as %j', (given, expected) => {
		expect(inputFileName(given, PNG)).toBe(expected);
	});

	test.each([
		['https://example.com/Foto%20vom%20Strand.jpg', 'Foto vom Strand.jpg'],
		['https://example.com/%E6%B5%B7.jpg?width=1.5#a.b', '海.jpg'],
		['https://example.com/a%2Fb%2F..%2Fc.jpg', 'c.jpg'],
		['https://example.com/50%25.jpg', '50%.jpg'],
		['https://example.com/caf%E9.jpg', 'caf%E9.jpg'],
		['https://example.com/photo', 'photo.png'],
		['https://example.com/%2e%2e%2f', 'image.png'],
		['https://example.com', 'image.png'],
	])('behind %s is uploaded as %j', (link, expected) => {
		expect(linkedFileName(new URL(link), PNG)).toBe(expected);
	});
});

describe('a result', () => {
	const parts = { operation: 'generate', itemIndex: 3 };

	test('is named by its operation, item, and seed', () => {
		expect(resultFileName({ ...parts, seed: 1234567 }, PNG)).toBe('generate-3-1234567.png');
	});

	test('is named by the random end of its request ID', () => {
		const requestId = 'ideogram-remove-background_019d8c11-7f2e-7b3c-9a51-3f0c2ab4d6e7';
		const name = resultFileName({ operation: 'remove', itemIndex: 0, requestId, seed: 1 }, PNG);
		expect(name).toBe('remove-0-2ab4d6e7.png');
	});

	test('keeps a name without request ID and seed', () => {
		expect(resultFileName(parts, MP4)).toBe('generate-3.mp4');
		expect(resultFileName({ ...parts, requestId: '--' }, MP4)).toBe('generate-3.mp4');
	});

	test('is numbered from the second file on', () => {
		const names = [0, 1, 2].map((position) => resultFileName({ ...parts, seed: 7 }, PNG, position));
		expect(names).toEqual(['generate-3-7.png', 'generate-3-7_1.png', 'generate-3-7_2.png']);
	});

	test('takes nothing but a name from a seed that is a text', () => {
		expect(resultFileName({ ...parts, seed: '../../x\n' }, PNG)).toBe('x.png');
	});
});

describe('a chosen name', () => {
	test.each([
		['poster', 'poster.png'],
		['poster.png', 'poster.png'],
		['Poster.PNG', 'Poster.PNG'],
		['poster.jpg', 'poster.png'],
		['poster.jpeg', 'poster.png'],
		['poster.TIFF', 'poster.png'],
		['poster.mp4', 'poster.png'],
		['poster v1.2', 'poster v1.2.png'],
		['poster.final', 'poster.final.png'],
		['2026.05.22', '2026.05.22.png'],
		['../poster', 'poster.png'],
		['.jpg', 'image.png'],
		['  ', 'image.png'],
	])('%j becomes %j for a PNG', (chosen, expected) => {
		expect(chosenFileName(chosen, PNG)).toBe(expected);
	});

	test('keeps another usual ending of the format', () => {
		expect(chosenFileName('poster.jpeg', JPEG)).toBe('poster.jpeg');
	});

	test('is numbered before the ending from the second file on', () => {
		expect(chosenFileName('poster.jpg', PNG, 1)).toBe('poster_1.png');
		expect(chosenFileName('poster v1.2', MP4, 12)).toBe('poster v1.2_12.mp4');
	});
});

test.each(['x', '海', '😀', 'é. '])('a long name of %j is cut to 200 bytes', (character) => {
	const long = character.repeat(300);
	const names = [
		inputFileName(`${long}.png`, PNG),
		linkedFileName(new URL(`https://example.com/${encodeURIComponent(long)}.png`), PNG),
		chosenFileName(long, PNG, 3),
		resultFileName({ operation: 'generate', itemIndex: 1, seed: long }, PNG, 3),
	];
	for (const name of names) {
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
		expect(Buffer.byteLength(name)).toBeGreaterThan(180);
		expect(name).toMatch(/[^\s.](_3)?\.png$/);
		expect(Buffer.from(name).toString()).toBe(name);
	}
});
