// @ts-check
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './commands.mjs';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the package and packs it as it would be published.
 *
 * @param {string} folder where the tarball goes, and the log
 * @returns {Promise<string>} path of the tarball
 */
export async function packPackage(folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const options = { cwd: projectFolder, logPath: join(folder, 'pack.log') };
	await runCommand(join(projectFolder, 'node_modules', '.bin', 'gulp'), ['build'], options);
	await runCommand('npm', ['pack', '--pack-destination', folder], options);
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (tarball) return join(folder, tarball);
	throw new Error(`npm pack made no tarball. Its log: ${options.logPath}`);
}

/**
 * Installs a packed package into an n8n the way its editor does: unpacked into the folder for community packages, without
 * what its package.json lists for development, and then with its dependencies. n8n finds it there on its next start.
 *
 * @param {string} tarball
 * @param {string} userFolder of the n8n
 */
export async function installPackage(tarball, userFolder) {
	const { name } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const options = { cwd: folder, logPath: join(userFolder, 'install-package.log') };
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], options);

	const manifestPath = join(folder, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		await readFile(manifestPath, 'utf8'),
	);
	await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
	await runCommand('npm', ['install', ...AS_THE_EDITOR], options);
}

const AS_THE_EDITOR = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];
