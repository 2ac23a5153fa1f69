import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const WORDS = 'A camera shop by the sea: “SPRING SALE” & über all';

/** `drawing` is an expression in TypeScript. */
async function drawnWith(drawing: string, env = {}) {
	const program = `${drawing}.then((image) => console.log(image.toString('base64')))`;
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', '--eval', program],
		{ env: { ...process.env, ...env }, maxBuffer: 10_000_000 },
	);
	return sharp(Buffer.from(stdout, 'base64')).resize(150).raw().toBuffer();
}

const BOX = `const { box, draw } = require('./tools/drawing.ts');
	draw(300, box({ width: 300, fontSize: 30, fontWeight: 700 }, '${WORDS}'))`;
const PAINTING = `const { paint } = require('./tools/sandbox/images/paint.ts');
	paint({ prompt: '${WORDS}', seed: 7, style: 'ANIME', width: 640, height: 400 })`;

test.each([
	['a drawing of boxes', BOX, 0],
	// Hinting may shift an edge by a fraction of a pixel; another font would change whole letters.
	['a painting of the sandbox', PAINTING, 60],
])('%s has the same words on a machine that has no fonts', async (_what, drawing, tolerance) => {
	const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
	const config = join(folder, 'fonts.conf');
	writeFileSync(config, `<fontconfig><dir>${folder}</dir></fontconfig>`);
	const here = await drawnWith(drawing);
	const there = await drawnWith(drawing, { FONTCONFIG_FILE: config });
	const changed = here.filter((value, at) => Math.abs(value - (there[at] ?? 0)) > tolerance);
	expect(here.length).toBeGreaterThan(1000);
	expect(changed.length).toBeLessThanOrEqual(tolerance && here.length / 1000);
});
