import {
	chosenFileName,
	inputFileName,
	linkedFileName,
	resultFileName,
} from '../../../../nodes/shared/media/fileNames';

const PNG = { kind: 'image', extension: 'png' } as const;
const JPEG = { kind: 'image', extension: 'jpg' } as const;
const MP4 = { kind: 'video', extension: 'mp4' } as const;

test.each([
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
	[' pho\nto\0.png ', 'photo.png'],
	['photo\u202egnp.exe', 'photognp.exe'],
	['half \ud83d.png', 'half.png'],
	['photo...', 'photo.png'],
	['.png', 'image.png'],
	['folder/..', 'image.png'],
	['', 'image.png'],
])('an input named %j is uploaded as %j', (given, expected) => {
	expect(inputFileName(given, PNG)).toBe(expected);
});

test.each([
	['Foto%20vom%20Strand.jpg', 'Foto vom Strand.jpg'],
	['%E6%B5%B7.jpg?width=1.5#a.b', '海.jpg'],
	['a%2Fb%2F..%2Fc.jpg', 'c.jpg'],
	['50%25.jpg', '50%.jpg'],
	['caf%E9.jpg', 'caf%E9.jpg'],
	['%2e%2e%2f', 'image.png'],
	['', 'image.png'],
])('an input behind /%s is uploaded as %j', (path, expected) => {
	expect(linkedFileName(new URL(path, 'https://example.com'), PNG)).toBe(expected);
});

const REQUEST_ID = 'ideogram-remove-background_019d8c11-7f2e-7b3c-9a51-3f0c2ab4d6e7';

test.each([
	[{ seed: 1234567 }, 0, 'generate-3-1234567.png'],
	[{ seed: 1, requestId: REQUEST_ID }, 0, 'generate-3-2ab4d6e7.png'],
	[{}, 0, 'generate-3.png'],
	[{ requestId: '--' }, 1, 'generate-3_1.png'],
	[{ seed: 7 }, 2, 'generate-3-7_2.png'],
	[{ seed: '../../x\n' }, 0, 'x.png'],
])('a result with %j at position %i is named %j', (parts, position, expected) => {
	expect(resultFileName({ operation: 'generate', itemIndex: 3, ...parts }, PNG, position)).toBe(
		expected,
	);
});

test.each([
	['poster', PNG, 0, 'poster.png'],
	['Poster.PNG', PNG, 0, 'Poster.PNG'],
	['poster.jpeg', PNG, 0, 'poster.png'],
	['poster.jpeg', JPEG, 0, 'poster.jpeg'],
	['poster.TIFF', PNG, 0, 'poster.png'],
	['poster v1.2', MP4, 12, 'poster v1.2_12.mp4'],
	['poster.final', PNG, 0, 'poster.final.png'],
	['2026.05.22', PNG, 0, '2026.05.22.png'],
	['../poster.jpg', PNG, 1, 'poster_1.png'],
	['.jpg', PNG, 0, 'image.png'],
	['  ', PNG, 0, 'image.png'],
])(
	'the chosen name %j becomes, for %j at position %i, %j',
	(chosen, format, position, expected) => {
		expect(chosenFileName(chosen, format, position)).toBe(expected);
	},
);

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
