// @ts-check
const { cp, mkdtemp, readFile, rm, symlink, writeFile } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { playAll } = require('../pool');

const LIST = join(__dirname, 'breaks.txt');
const MOST_HISTORIES = 20_000;

/** @typedef {{ law: number, what: string, file: string, before: string, after: string }} Break */

/** @returns {Promise<Break[]>} */
async function readBreaks() {
	const [, ...blocks] = (await readFile(LIST, 'utf8')).split(/^# /m);
	return blocks.map((block) => {
		const [title = '', file = '', ...lines] = block.trimEnd().split('\n');
		/** @param {string} sign */
		const side = (sign) =>
			lines.flatMap((line) => (line.startsWith(sign) ? [line.slice(1)] : [])).join('\n');
		return {
			law: Number(title[0]),
			what: title.slice(2),
			file,
			before: side('-'),
			after: side('+'),
		};
	});
}

/**
 * Applies each deliberate break to a copy of the nodes, and plays histories until its law is found broken.
 *
 * @param {string} project the package's folder
 * @param {number} seed
 * @returns {Promise<{ table: string, uncaught: string[] }>}
 */
async function tryBreaks(project, seed) {
	const rows = ['| Law | Deliberate break | Caught in history |', '| --- | --- | --: |'];
	const uncaught = [];
	for (const { law, what, file, before, after } of await readBreaks()) {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pixazo-break-'));
		try {
			for (const part of ['nodes', 'package.json']) {
				await cp(join(project, part), join(folder, part), { recursive: true });
			}
			await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
			const [head, tail, ...more] = (await readFile(join(folder, file), 'utf8')).split(before);
			if (tail === undefined || more.length > 0) throw new Error(`"${what}" does not fit ${file}`);
			await writeFile(join(folder, file), `${head}${after}${tail}`);
			const caughtIn = await firstBreach(folder, seed, law);
			if (caughtIn === undefined) uncaught.push(what);
			rows.push(`| ${law} | ${what} | ${caughtIn ?? 'not caught'} |`);
			console.log(rows.at(-1));
		} finally {
			await rm(folder, { recursive: true });
		}
	}
	return { table: rows.join('\n'), uncaught };
}

/**
 * @param {string} root
 * @param {number} seed
 * @param {number} law
 * @returns {Promise<number | undefined>} how many histories it took
 */
async function firstBreach(root, seed, law) {
	/** @type {number | undefined} */
	let first;
	const seeds = Array.from({ length: MOST_HISTORIES }, (_, index) => seed + index);
	await playAll({ root, seeds, law, shrinks: false }, ({ seed: one, failure }) => {
		if (failure) first = Math.min(first ?? Infinity, one - seed + 1);
		return first === undefined;
	});
	return first;
}

module.exports = { tryBreaks };
