// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './pixazoPackage.mjs';
import { withCredential, workflowSchema } from './workflows.mjs';

const folder = join(projectFolder, 'examples');

/** The folder for files that the examples name: the one of n8n's Docker image. */
const FILES_FOLDER_IN_DOCKER = '/home/node/.n8n-files';

/**
 * The example workflows of this project, fitted to an n8n.
 *
 * @param {{ id: string, name: string }} credential stored there
 * @param {string} filesFolder that its workflows can write to
 */
export async function readExamples(credential, filesFolder) {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const texts = names.map((name) => readFile(join(folder, name), 'utf8'));
	return (await Promise.all(texts)).map((text) => {
		const fitted = text.replaceAll(FILES_FOLDER_IN_DOCKER, filesFolder);
		return withCredential(workflowSchema.parse(JSON.parse(fitted)), credential);
	});
}
