// @ts-check
import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the package and packs it as for publishing.
 *
 * @param {string} folder where the tarball goes
 * @returns {Promise<string>} path of the tarball
 */
export async function packPackage(folder) {
	await mkdir(folder, { recursive: true });
	const options = { cwd: projectFolder };
	await run('npm', ['run', 'build'], options);
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], options);
	return join(folder, JSON.parse(stdout)[0].filename);
}

/**
 * Installs a packed package where n8n looks for community nodes at its start.
 *
 * @param {string} tarball
 * @param {string} userFolder of the n8n
 */
export async function installPackage(tarball, userFolder) {
	const cwd = join(userFolder, '.n8n', 'nodes');
	await mkdir(cwd, { recursive: true });
	// npm would keep an installed package of the same version.
	await rm(join(cwd, 'node_modules', 'n8n-nodes-pixazo'), { recursive: true, force: true });
	const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	// Without a prefix, npm would take a folder above that has packages, such as a home folder, for the project.
	await run('npm', ['install', tarball, '--prefix', cwd, '--no-package-lock', ...options], { cwd });
}
