// @ts-check
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './commands.mjs';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

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

/** What the built package is made from. */
const SOURCES = ['credentials', 'nodes', 'gulpfile.js', 'package.json', 'tsconfig.json'];

/**
 * Packs and installs the package unless the n8n has it as it is.
 *
 * @param {string} userFolder of the n8n
 * @param {string} packFolder where the tarball goes, and the log
 */
export async function updatePackage(userFolder, packFolder) {
	const notePath = join(userFolder, 'installed-package');
	const sources = await fingerprint(SOURCES.map((path) => join(projectFolder, path)));
	const installed = await readFile(notePath, 'utf8').catch(() => undefined);
	if (installed === sources) return;
	await rm(notePath, { force: true });
	await installPackage(await packPackage(packFolder), userFolder);
	await writeFile(notePath, sources);
}

/**
 * @param {string[]} paths files, and folders with all that is in them
 * @returns {Promise<string>} that is another as soon as a file or its name is
 */
async function fingerprint(paths) {
	const hash = createHash('sha256');
	for (const path of paths) {
		const isFolder = (await stat(path)).isDirectory();
		const names = isFolder ? (await readdir(path, { recursive: true })).sort() : [''];
		for (const file of names.map((name) => join(path, name))) {
			if ((await stat(file)).isFile()) hash.update(file).update(await readFile(file));
		}
	}
	return hash.digest('hex');
}

const AS_THE_EDITOR = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];
