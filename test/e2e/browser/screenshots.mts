import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { projectFolder } from '../../../tools/localN8n/pixazoPackage.mjs';
import { openEditor } from './editor.mjs';
import { SCENES } from './scenes.mjs';

/** Draws the screenshots of the documentation, or those that are named, each in light and dark. */

const folder = join(projectFolder, 'docs', 'images');
const MOST_BYTES = 200_000;
/** Where a field has an expression, n8n leaves the white frame of a tooltip that says nothing in the corner. */
const WITHOUT_TOOLTIP_FRAME = '[class^="\u037c"]:empty { visibility: hidden; }';

const names = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const theme of ['light', 'dark'] as const) {
	const editor = await openEditor(theme);
	try {
		for (const [name, scene] of Object.entries(SCENES)) {
			if (names.length > 0 && !names.includes(name)) continue;
			await scene(editor);
			await draw(editor.page, join(folder, `editor-${name}-${theme}.png`));
		}
	} finally {
		await editor.close();
	}
}

async function draw(page: Page, path: string) {
	// Away from everything that lights up under it.
	await page.mouse.move(0, 0);
	const picture = await page.screenshot({ animations: 'disabled', style: WITHOUT_TOOLTIP_FRAME });
	const { size } = await sharp(picture).png({ palette: true, effort: 10 }).toFile(path);
	if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}.`);
	console.log(`${path}: ${Math.round(size / 1000)} kB`);
}
