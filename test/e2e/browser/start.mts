import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureN8n, parseMajor } from '../../../tools/localN8n/installation.mjs';
import { packPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { orLeaveOut, runNode, runTests, testFiles, withNewN8n } from '../runTests.mjs';
import { assertChromium } from './chromium.mjs';

/** `--docs` draws the screenshots of the documentation instead of testing. */
const { values, positionals } = parseArgs({
	options: {
		n8n: { type: 'string', default: '2' },
		docs: { type: 'boolean', default: false },
		'if-possible': { type: 'boolean', default: false },
	},
	allowPositionals: true,
});

await orLeaveOut(assertChromium(), values['if-possible']);
const installation = await ensureN8n(parseMajor(values.n8n));
const folder = fileURLToPath(new URL('.', import.meta.url));
const scratch = await mkdtemp(join(tmpdir(), 'test-browser-'));
const tarball = await packPackage(join(scratch, 'pack'));
const files = await testFiles(folder, positionals);
console.log(`n8n ${installation.version}, in Chromium`);
const setup = {
	...{ installation, tarball, userFolder: join(scratch, 'user') },
	binaryMode: 'filesystem',
};
const passed = await withNewN8n(setup, (stage) =>
	values.docs
		? runNode(['screenshots.mts', ...positionals], { folder, stage })
		: runTests(folder, files, stage),
);
if (passed) await rm(scratch, { recursive: true, force: true });
else console.error(`Something failed. The log of n8n: ${scratch}`);
process.exitCode = passed ? 0 : 1;
