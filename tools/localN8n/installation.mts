import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An n8n, and the Node.js that runs it: `nodePath` is the executable, `cliPath` the script that it runs. */
export type N8nInstallation = Readonly<Awaited<ReturnType<typeof ensureN8n>>>;

export type N8nMajor = '1' | '2';
export const N8N_MAJORS: readonly N8nMajor[] = ['1', '2'];

/** n8n declares xlsx with an address outside the npm registry. */
const XLSX = { xlsx: '0.18.5' };

/** The n8n of each major version that the package is tested with. */
const VERSIONS = Object.freeze({
	1: {
		version: '1.123.81',
		// Newer versions need a newer @langchain/core than this n8n pins.
		overrides: { ...XLSX, '@langchain/langgraph-checkpoint': '1.0.0' },
	},
	2: { version: '2.41.1', overrides: { ...XLSX, linkedom: '0.18.12' } },
});

/**
 * n8n 2 needs Node.js 24, and n8n 1 runs on it too. The package has Node.js for this machine (Linux or macOS), with
 * headers.
 */
const NODE = Object.freeze({
	package: `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`,
	version: '24.21.0',
});

/** Fails if there is no such version here. */
export function parseMajor(text: string) {
	const major = N8N_MAJORS.find((known) => known === text);
	if (major) return major;
	throw new Error(`--n8n is ${JSON.stringify(text)}. Use ${N8N_MAJORS.join(' or ')}.`);
}

/** The folder for everything that is kept between runs. */
export const cacheFolder = () =>
	process.env.N8N_NODES_PIXAZO_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-pixazo');

/**
 * Installs n8n into the cache, once. An installation that was interrupted or made from another package.json is made
 * again.
 */
export async function ensureN8n(major: N8nMajor) {
	const { version, overrides } = VERSIONS[major];
	const folder = join(cacheFolder(), version);
	const dependencies = { n8n: version, [NODE.package]: NODE.version };
	const recipe = JSON.stringify({ private: true, dependencies, overrides }, null, 2);
	const installed = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
	if (installed !== recipe) {
		console.log(`Installing n8n ${version} into ${folder}: 1.5 to 2.5 GB, once, for minutes ...`);
		await rm(folder, { recursive: true, force: true });
		await install(`${folder}.partial`, recipe);
		await rename(`${folder}.partial`, folder);
	}
	return {
		version,
		nodePath: join(folder, 'node_modules', NODE.package, 'bin', 'node'),
		cliPath: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** The recipe is the package.json by which npm installs n8n. */
async function install(folder: string, recipe: string) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), recipe);
	const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
	await run('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', ...QUIETLY], options);
	const nodeFolder = join(folder, 'node_modules', NODE.package);
	console.log('Building its database driver, for minutes where it has to be compiled ...');
	await run('npm', ['rebuild', 'sqlite3', ...QUIETLY], {
		...options,
		env: {
			...process.env,
			// Compiled for the Node.js that loads it.
			PATH: [join(nodeFolder, 'bin'), process.env.PATH].join(delimiter),
			npm_config_nodedir: nodeFolder,
			npm_config_ignore_scripts: 'false',
		},
	});
}

const QUIETLY = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
