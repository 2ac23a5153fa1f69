const { execFile } = require('node:child_process');
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');

const PROGRAM = `
	const { box, draw } = require('./tools/drawing.ts');
	const words = 'A drawing that breaks its “lines” by itself';
	draw(300, box({ width: 300, fontSize: 30, fontWeight: 700 }, words))
		.then((drawing) => console.log(drawing.toString('base64')));
`;

/** @param {Record<string, string>} [env] */
async function drawnWith(env = {}) {
	const options = { env: { ...process.env, ...env } };
	const drawing = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', '--eval', PROGRAM],
		options,
	);
	return drawing.stdout;
}

test('a drawing is the same on a machine that has no fonts', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
	const config = join(folder, 'fonts.conf');
	writeFileSync(config, `<fontconfig><dir>${folder}</dir></fontconfig>`);
	const [here, there] = await Promise.all([drawnWith(), drawnWith({ FONTCONFIG_FILE: config })]);
	expect(here.length).toBeGreaterThan(1000);
	expect(there).toBe(here);
});
