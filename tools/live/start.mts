import '../n8nCore/environment.js';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { parsed, shortened } from './findings.js';
import { runLive } from './live.js';
import type { Exchange } from './recorder.js';

/** `--paid` also runs what costs some cents. `--sandbox` runs everything against the sandbox, to test this test. */
const { values } = parseArgs({
	options: {
		paid: { type: 'boolean', default: false },
		sandbox: { type: 'boolean', default: false },
	},
});
const sandbox = values.sandbox ? await startSandbox() : undefined;
const packageFolder = join(import.meta.dirname, '../..');
const reportPath = join(packageFolder, 'live-report.md');
const apiKey = sandbox?.apiKey ?? process.env.PIXAZO_API_KEY;

try {
	if (apiKey) await report(apiKey);
	else console.log('This test calls Pixazo. It needs a key in PIXAZO_API_KEY. Nothing was done.');
} finally {
	await sandbox?.stop();
}
process.exit();

async function report(key: string) {
	const { findings, exchanges } = await runLive({
		...{ apiKey: key, baseUrl: sandbox?.gatewayUrl },
		isPaid: values.paid || values.sandbox,
		say: console.log,
	});
	const template = await readFile(
		join(packageFolder, '.github/ISSUE_TEMPLATE/live-test.md'),
		'utf8',
	);
	const { version } = createRequire(import.meta.url)('../../package.json');
	const parts: Readonly<Record<string, string>> = {
		findings: findings.map((line) => `- ${line}`).join('\n') || 'None.',
		versions: `n8n-nodes-pixazo ${version}, Node.js ${process.versions.node}`,
		exchanges: exchanges.map(exchangeText).join('\n\n'),
	};
	const filledIn = template
		.replace(/^---.*?---\s+/s, '')
		.replace(/<!-- (\w+) -->/g, (mark, name) => parts[name] ?? mark)
		.replaceAll(key, '(key)');
	await writeFile(reportPath, filledIn);
	console.log(`\n${findings.length} findings. An issue to file is in ${reportPath}`);
	if (findings.length > 0) process.exitCode = 1;
}

function exchangeText({ method, path, sent, status, tookMs, answer }: Exchange) {
	return [
		`### ${method} ${path}`,
		...(sent === undefined ? [] : [`\`\`\`json\n${shortened(sent)}\n\`\`\``]),
		`${status}, ${tookMs} ms`,
		`\`\`\`json\n${shortened(parsed(answer) ?? answer)}\n\`\`\``,
	].join('\n\n');
}
