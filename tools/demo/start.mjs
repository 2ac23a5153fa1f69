// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { startSandbox } from '../sandbox/ownProcess.mjs';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(packageFolder, 'demo-output');
const TIME_LIMIT_MS = 120_000;
const DOCS_WIDTH_PX = 1200;

/** `--docs` also draws the images of the README. */
const { values } = parseArgs({ options: { docs: { type: 'boolean', default: false } } });

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pixazo-demo-'));
// n8n-core reads these when it is first imported.
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'for-the-demo-only',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});

const startedAtMs = Date.now();
const [sandbox, { runDemo }, { contactSheet, strip }] = await Promise.all([
	startSandbox(),
	import('./demo.js'),
	import('./sheet.js'),
]);
process.on('exit', () => {
	void sandbox.stop();
	rmSync(userFolder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
setTimeout(() => fail(`The demo was not done after ${TIME_LIMIT_MS / 1000} s.`), TIME_LIMIT_MS);

console.log("The built package in n8n's own engine, against the sandbox on this machine\n");
await demonstrate().catch((error) => fail(error instanceof Error ? error.message : error));
process.exit();

/** @param {unknown} message */
function fail(message) {
	console.error(`\n${message}`);
	process.exit(1);
}

async function demonstrate() {
	await rm(folder, { recursive: true, force: true });
	const rows = await runDemo({ packageFolder, folder, sandbox, say: console.log });
	const sheet = join(folder, 'contact-sheet.png');
	await writeFile(sheet, await contactSheet(rows));
	const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
	console.log(`\nEvery operation in ${seconds} s. The images: ${sheet}`);
	for (const row of values.docs ? rows : []) {
		const name = row.title
			.toLowerCase()
			.replace(/( an)? image$/, '')
			.replaceAll(' ', '-');
		const path = join(packageFolder, 'docs', 'images', `${name}.png`);
		const resized = sharp(await strip(row)).resize(DOCS_WIDTH_PX);
		await resized.png({ palette: true, effort: 10 }).toFile(path);
		console.log(`For the README: ${path}`);
	}
}
