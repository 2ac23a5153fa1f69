import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

const run = promisify(execFile);

/**
 * Three rules contradict n8n's rules for community nodes: they demand a string literal for a connection type, and a
 * documentation URL that only n8n's own nodes have. n8n's own configurations turn them off.
 */
const CONTRADICTED = [
	'n8n-nodes-base/cred-class-field-documentation-url-miscased',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
	'n8n-nodes-base/node-class-description-outputs-wrong',
];

/**
 * Runs what n8n checks before it verifies a package: its scanner on the sources and on the unpacked package, and the
 * newest rules of eslint-plugin-n8n-nodes-base, of which node-cli and the scanner have an older version.
 */
async function scan() {
	const findings = [
		await scanned('sources', process.cwd(), SOURCE_FILE_PATTERNS),
		await lintedByNewestRules(),
	];
	const directory = await mkdtemp(join(tmpdir(), 'n8n-nodes-pixazo-scan-'));
	try {
		findings.push(await scanned('tarball', await unpackedTarball(directory)));
	} finally {
		await rm(directory, { recursive: true });
	}
	return findings.reduce((sum, count) => sum + count, 0);
}

async function scanned(title: string, directory: string, patterns?: string[]) {
	const result = await analyzePackage(directory, patterns);
	console.log(`n8n's scanner, ${title}: ${result.passed ? 'no finding' : result.message}`);
	if (!result.passed) console.log(result.details ?? result.error);
	return result.passed ? 0 : 1;
}

async function lintedByNewestRules() {
	const { community, credentials, nodes } = nodesBase.configs;
	const off: Record<string, 'off'> = Object.fromEntries(CONTRADICTED.map((rule) => [rule, 'off']));
	const eslint = new ESLint({
		overrideConfigFile: true,
		allowInlineConfig: false,
		overrideConfig: [
			{
				plugins: { 'n8n-nodes-base': nodesBase },
				languageOptions: { parser, parserOptions: { extraFileExtensions: ['.json'] } },
			},
			{ files: ['package.json'], rules: community.rules },
			{ files: ['credentials/**/*.ts'], rules: { ...credentials.rules, ...off } },
			{ files: ['nodes/**/*.ts'], rules: { ...nodes.rules, ...off } },
		],
	});
	const results = await eslint.lintFiles(['package.json', 'credentials/**/*.ts', 'nodes/**/*.ts']);
	const count = results.reduce((sum, { messages }) => sum + messages.length, 0);
	console.log(
		`eslint-plugin-n8n-nodes-base, newest: ${count === 0 ? 'no finding' : `${count} findings`} (but for ${CONTRADICTED.length} rules that n8n's own contradict)`,
	);
	if (count > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return count;
}

async function unpackedTarball(directory: string) {
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', directory]);
	const [{ filename, size, files }] = JSON.parse(stdout);
	console.log(`tarball: ${files.length} files, ${size} bytes`);
	await run('tar', ['-xzf', join(directory, filename), '-C', directory]);
	const { name } = JSON.parse(await readFile(join(directory, 'package/package.json'), 'utf8'));
	return name && join(directory, 'package');
}

process.exitCode = (await scan()) === 0 ? 0 : 1;
