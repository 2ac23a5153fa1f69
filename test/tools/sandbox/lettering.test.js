const { execFile } = require('node:child_process');
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');
const sharp = require('sharp');

const PROGRAM = `
	const { paint } = require('./tools/sandbox/images/paint.ts');
	const prompt = 'A camera shop by the sea, “SPRING SALE” on its door & über all';
	paint({ prompt, seed: 7, style: 'ANIME', palette: 'PASTEL', width: 640, height: 400 })
		.then((painting) => console.log(painting.toString('base64')));
`;

/** @param {Record<string, string>} [env] */
async function paintedWith(env = {}) {
	const options = { env: { ...process.env, ...env }, maxBuffer: 10_000_000 };
	const program = ['--import', 'tsx', '--eval', PROGRAM];
	const { stdout } = await promisify(execFile)(process.execPath, program, options);
	return sharp(Buffer.from(stdout, 'base64')).raw().toBuffer();
}

test('words in paintings are set alike on a machine that has no fonts', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
	const config = join(folder, 'fonts.conf');
	writeFileSync(config, `<fontconfig><dir>${folder}</dir></fontconfig>`);
	const [here, there] = await Promise.all([
		paintedWith(),
		paintedWith({ FONTCONFIG_FILE: config }),
	]);
	// Hinting may shift an edge by a fraction of a pixel; another font would change whole letters.
	const changed = here.filter((value, index) => Math.abs(value - (there[index] ?? 0)) > 60);
	expect(changed.length).toBeLessThan(here.length / 1000);
});
