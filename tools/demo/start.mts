import '../n8nCore/environment.js';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { runDemo } from './demo.js';
import { contactSheet, strip } from './sheet.js';

const packageFolder = join(import.meta.dirname, '../..');
const folder = join(packageFolder, 'demo-output');
const DOCS_WIDTH_PX = 1200;

/** `--docs` also draws the images of the README. */
const { values } = parseArgs({ options: { docs: { type: 'boolean', default: false } } });

console.log("The built package in n8n's own engine, against the sandbox on this machine\n");
const startedAtMs = Date.now();
await rm(folder, { recursive: true, force: true });
const sandbox = await startSandbox();
process.on('exit', () => void sandbox.stop());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const rows = await runDemo({ folder, sandbox, say: console.log });
const sheet = join(folder, 'contact-sheet.png');
await writeFile(sheet, await contactSheet(rows));
const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
console.log(`\nEvery operation in ${seconds} s. The images: ${sheet}`);
if (values.docs) {
	for (const row of rows) {
		const name = row.title
			.toLowerCase()
			.replace(/ image$/, '')
			.replaceAll(' ', '-');
		const path = join(packageFolder, 'docs', 'images', `${name}.png`);
		const resized = sharp(await strip(row)).resize(DOCS_WIDTH_PX);
		await resized.png({ palette: true, effort: 10 }).toFile(path);
		console.log(`For the README: ${path}`);
	}
}
process.exit();
