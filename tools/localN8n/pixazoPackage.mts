import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const projectFolder = join(import.meta.dirname, '../..');

/** Builds the package, packs it into a folder as for publishing, and returns the tarball's path. */
export async function packPackage(folder: string) {
	await mkdir(folder, { recursive: true });
	const options = { cwd: projectFolder };
	await run('npm', ['run', 'build'], options);
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], options);
	return join(folder, JSON.parse(stdout)[0].filename);
}

/** Installs a packed package where n8n looks for community nodes at its start. */
export async function installPackage(tarball: string, userFolder: string) {
	const cwd = join(userFolder, '.n8n', 'nodes');
	await mkdir(cwd, { recursive: true });
	// npm would keep an installed package of the same version.
	await rm(join(cwd, 'node_modules', 'n8n-nodes-pixazo'), { recursive: true, force: true });
	const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	// Without a prefix, npm would take a folder above that has packages, such as a home folder, for the project.
	await run('npm', ['install', tarball, '--prefix', cwd, '--no-package-lock', ...options], { cwd });
}
