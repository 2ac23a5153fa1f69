import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playAll } from '../pool.cjs';

const LIST = join(__dirname, 'breaks.txt');
const MOST_HISTORIES = 20_000;

async function readBreaks() {
	const [, ...blocks] = (await readFile(LIST, 'utf8')).split(/^# /m);
	return blocks.map((block) => {
		const [title = '', file = '', ...lines] = block.trimEnd().split('\n');
		const side = (sign: string) =>
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
 * Applies each deliberate break to a copy of the nodes, and plays histories until its law is found broken. `project` is
 * the package's folder.
 */
export async function tryBreaks(project: string, seed: number) {
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

/** How many histories it took. */
async function firstBreach(root: string, seed: number, law: number) {
	let first: number | undefined;
	const seeds = Array.from({ length: MOST_HISTORIES }, (_, index) => seed + index);
	await playAll({ root, seeds, law, shrinks: false }, ({ seed: one, failure }) => {
		if (failure) first = Math.min(first ?? Infinity, one - seed + 1);
		return first === undefined;
	});
	return first;
}
