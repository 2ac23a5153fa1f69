import { outputFile } from 'fs-extra';
import type { IBinaryData } from 'n8n-workflow';
import type { Engine } from '../n8nCore/engine';
import { drawMask, drawPhoto, PINK, YELLOW } from './photo';

/** A file as it lies in the demo's folder, and as a workflow carries it. */
export interface InputFile {
	readonly content: Buffer;
	readonly binary: IBinaryData;
}

/** What goes into the operations and the examples. */
export interface Inputs {
	readonly photo: InputFile;
	readonly otherPhoto: InputFile;
	readonly mask: InputFile;
}

/** Draws the pictures that the demo works on and writes them to its folder. */
export async function drawInputs(engine: Engine, folder: string): Promise<Inputs> {
	const inputFile = async (fileName: string, content: Buffer): Promise<InputFile> => {
		await outputFile(`${folder}/${fileName}`, content);
		return { content, binary: await engine.storeBinary(content, fileName, 'image/png') };
	};
	return {
		photo: await inputFile('photo.png', await drawPhoto(YELLOW)),
		otherPhoto: await inputFile('other-photo.png', await drawPhoto(PINK)),
		mask: await inputFile('mask.png', await drawMask()),
	};
}
