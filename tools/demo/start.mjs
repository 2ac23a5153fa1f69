// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { operationsOf } from '../sandbox/description.js';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(projectFolder, 'demo-output');
const DEMO_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 20_000;
const DOCS_WIDTH_PX = 1200;

const { values } = parseArgs({ options: { docs: { type: 'boolean', default: false } } });

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pixazo-demo-'));
// n8n-core makes its folders when it pleases: only at the very end do they stay away.
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
// n8n-core reads these when it is first imported.
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'for-the-demo-only',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});

/** @type {ReturnType<typeof startSandbox> | undefined} */
let starting;

/** @param {number} exitCode */
async function end(exitCode) {
	await starting?.then(
		(sandbox) => sandbox.stop(),
		() => {},
	);
	process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(1));
setTimeout(() => {
	console.error(`\nThe demo was not done after ${DEMO_LIMIT_MS / 1000} s.`);
	void end(1);
}, DEMO_LIMIT_MS);

try {
	await demonstrate();
	await end(0);
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	await end(1);
}

async function demonstrate() {
	const startedAtMs = Date.now();
	console.log("The built package in n8n's own engine, against the sandbox on this machine");
	starting = startSandbox();
	const sandbox = await starting;
	await rm(folder, { recursive: true, force: true });
	const { runDemo } = await import('./demo.js');
	const { contactSheet } = await import('./contactSheet/sheet.js');
	const description = await readFile(join(projectFolder, 'tools', 'sandbox', 'openapi.yaml'), 'utf8');
	const rows = await runDemo({
		...{ projectFolder, folder, sandbox },
		operationIds: operationsOf(parse(description)).map(({ operationId }) => operationId),
		stepLimitMs: STEP_LIMIT_MS,
		say: console.log,
	});
	await writeFile(join(folder, 'contact-sheet.png'), await contactSheet(rows));
	if (values.docs) await publish(rows);
	const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
	console.log(`Everything in ${seconds} s. The pictures: ${join(folder, 'contact-sheet.png')}`);
}

/**
 * Puts the operations into the documentation, a picture each, in a size that a page can carry.
 *
 * @param {import('./contactSheet/sheet.js').Row[]} rows
 */
async function publish(rows) {
	const { strip } = await import('./contactSheet/sheet.js');
	const { default: sharp } = await import('sharp');
	const images = join(projectFolder, 'docs', 'images');
	await mkdir(images, { recursive: true });
	for (const row of rows) {
		const path = join(images, `${row.title.toLowerCase().replaceAll(' ', '-')}.png`);
		const resized = sharp(await strip(row)).resize(DOCS_WIDTH_PX);
		await resized.png({ palette: true, effort: 10 }).toFile(path);
		console.log(`For the documentation: ${path}`);
	}
}
