import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureN8n, N8N_MAJORS, parseMajor } from '../../../tools/localN8n/installation.mjs';
import { packPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { runTests, testFiles, withNewN8n } from '../runTests.mjs';

/**
 * How an n8n is set up: where it keeps files (in the execution's data, in a folder, in a table of their own), and in n8n 2
 * what evaluates its expressions. Everything is tested in one setup of each n8n, and in the others what depends on it.
 */
type Setup = Readonly<{ binaryMode: string; expressionEngine?: 'legacy'; only?: RegExp }>;

const FILES = /operations|examples|combined/;

const SETUPS: Readonly<Record<'1' | '2', readonly Setup[]>> = Object.freeze({
	1: [{ binaryMode: 'default' }, { binaryMode: 'filesystem', only: FILES }],
	2: [
		{ binaryMode: 'filesystem' },
		{ binaryMode: 'default', only: FILES },
		{ binaryMode: 'database', only: FILES },
		{ binaryMode: 'filesystem', expressionEngine: 'legacy', only: /combined/ },
	],
});

const folder = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals } = parseArgs({
	options: {
		n8n: { type: 'string' },
		binary: { type: 'string' },
		/** Of the first history of the laws. */
		seed: { type: 'string' },
	},
	allowPositionals: true,
});
const majors = values.n8n === undefined ? N8N_MAJORS : [parseMajor(values.n8n)];
const files = await testFiles(folder, positionals);
const scratch = await mkdtemp(join(tmpdir(), 'test-n8n-'));
const tarball = await packPackage(join(scratch, 'pack'));

let passed = true;
for (const major of majors) {
	const installation = await ensureN8n(major);
	for (const { binaryMode, expressionEngine, only = /./ } of SETUPS[major]) {
		const wanted = files.filter((name) => only.test(name));
		if ((values.binary ?? binaryMode) !== binaryMode || wanted.length === 0) continue;
		const engine = expressionEngine ? `, expression engine "${expressionEngine}"` : '';
		console.log(`\nn8n ${installation.version}, binary data in mode "${binaryMode}"${engine}`);
		const userFolder = join(scratch, `${major}-${binaryMode}-${expressionEngine}`);
		const env = {
			// With the time and the execution of each line.
			N8N_LOG_FORMAT: 'json',
			...(expressionEngine && { N8N_EXPRESSION_ENGINE: expressionEngine }),
		};
		const setup = { installation, tarball, userFolder, binaryMode, env };
		passed =
			(await withNewN8n(setup, (stage) =>
				runTests(folder, wanted, { ...stage, expressionEngine, seed: values.seed }),
			)) && passed;
	}
}
if (passed) await rm(scratch, { recursive: true, force: true });
else console.error(`Something failed. The logs of n8n: ${scratch}`);
process.exitCode = passed ? 0 : 1;
