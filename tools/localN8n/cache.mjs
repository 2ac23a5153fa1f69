// @ts-check
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runCommand, withProgress } from './commands.mjs';
import { N8N_VERSIONS, nodePackage } from './versions.mjs';

/**
 * A whole n8n, and the Node that it runs on.
 *
 * @typedef {object} N8nInstallation
 * @property {string} version
 * @property {string} nodePath the executable
 * @property {string} cliPath the script that it is to run
 */

/** Where everything is kept that is worth keeping between runs. */
export const cacheFolder = () =>
	process.env.N8N_NODES_PIXAZO_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-pixazo');

/**
 * Installs n8n into the cache, once. An installation that was interrupted, or made by another recipe, is made anew.
 *
 * @param {import('./versions.mjs').N8nMajor} major
 * @returns {Promise<N8nInstallation>}
 */
export async function ensureN8n(major) {
	const { version } = N8N_VERSIONS[major];
	const folder = join(cacheFolder(), version);
	const recipe = recipeOf(N8N_VERSIONS[major]);
	const isThere = (await installedRecipe(folder)) === recipe;
	console.log(`n8n ${version} is ${isThere ? '' : 'not yet '}in the cache, ${cacheFolder()}`);
	if (!isThere) {
		await rm(folder, { recursive: true, force: true });
		await install(`${folder}.partial`, recipe, version);
		await rename(`${folder}.partial`, folder);
	}
	return {
		version,
		nodePath: join(folder, 'node_modules', nodePackage().name, NODE_IN_PACKAGE),
		cliPath: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

const NODE_IN_PACKAGE = join('bin', 'node');

/**
 * The package.json by which npm installs it.
 *
 * @param {import('./versions.mjs').N8nVersion} n8n
 */
function recipeOf({ version, overrides }) {
	const node = nodePackage();
	const dependencies = { n8n: version, [node.name]: node.version };
	return JSON.stringify({ private: true, dependencies, overrides }, null, 2);
}

/** @param {string} folder */
const installedRecipe = (folder) =>
	readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);

/**
 * @param {string} folder
 * @param {string} recipe
 * @param {string} version
 */
async function install(folder, recipe, version) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), recipe);

	const log = { cwd: folder, logPath: join(folder, 'install.log') };
	await withProgress(`Installing n8n ${version} (1.5 to 2.5 GB, some five minutes, once)`, () =>
		runCommand('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', ...QUIETLY], log),
	);
	const nodeFolder = join(folder, 'node_modules', nodePackage().name);
	await withProgress(
		'Building its database driver (some minutes more, where it has to be compiled)',
		() =>
			runCommand('npm', ['rebuild', 'sqlite3', ...QUIETLY], {
				...log,
				env: {
					...process.env,
					// Where no ready-made driver can be had it is compiled, for the Node that will load it.
					PATH: [dirname(join(nodeFolder, NODE_IN_PACKAGE)), process.env.PATH].join(delimiter),
					npm_config_nodedir: nodeFolder,
					npm_config_ignore_scripts: 'false',
				},
			}),
	);
}

const QUIETLY = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
