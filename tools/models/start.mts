import { readFile } from 'node:fs/promises';
import { MODELS } from '../../nodes/Pixazo/catalogue.js';
import { report } from './report.js';

const names = process.argv.slice(2);
if (names.length === 0) {
	console.log('Usage: npm run models -- <page of www.pixazo.ai/models, or a Markdown file> ...');
	process.exitCode = 1;
}

async function markdownOf(name: string) {
	if (name.endsWith('.md')) return await readFile(name, 'utf8');
	const url = `https://www.pixazo.ai/models/${name}.md`;
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
	return await response.text();
}

for (const name of names) console.log(`${report(await markdownOf(name), MODELS)}\n`);
