import { outputFile } from 'fs-extra';
import type { INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import type { Engine } from '../n8nCore/engine';

/** A picture that came out of a workflow and was written to disk. */
export interface Picture {
	readonly path: string;
	readonly content: Buffer;
	readonly widthPx: number;
	readonly heightPx: number;
}

/** Writes the first file of an item to disk. @returns undefined if the item has none */
export async function savePicture(
	engine: Engine,
	{ binary = {} }: INodeExecutionData,
	path: string,
): Promise<Picture | undefined> {
	const [file] = Object.values(binary);
	if (!file) return undefined;
	const content = await engine.readBinary(file);
	const { width: widthPx, height: heightPx } = await sharp(content).metadata();
	await outputFile(path, content);
	return { path, content, widthPx, heightPx };
}

/** "1248 x 832" */
export const sizeText = ({ widthPx, heightPx }: Picture): string => `${widthPx} x ${heightPx}`;
