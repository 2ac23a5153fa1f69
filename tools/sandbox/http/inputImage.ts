import sharp from 'sharp';
import { LENIENT, type Size } from '../images/drawing';
import { invalid } from './refusal';

/** An image as a request brought it: its content is what its type says. */
export interface InputImage extends Size {
	readonly bytes: Buffer;
	readonly contentType: string;
}

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * @param name of the field that the image came in
 * @param declaredType what the request says that it is
 * @throws Refusal when it is no image, too large, or of another type than declared
 */
export async function inputImage(
	name: string,
	bytes: Buffer,
	declaredType?: string,
): Promise<InputImage> {
	if (bytes.length > MAX_BYTES) {
		throw invalid(name, `${name} has ${bytes.length} bytes, the limit is ${MAX_BYTES}.`);
	}
	const reading = sharp(bytes, LENIENT).metadata();
	const metadata = await reading.catch(() => undefined);
	if (!metadata) throw invalid(name, `The content of ${name} is no image, or it is damaged.`);
	const contentType = `image/${metadata.format === 'heif' ? 'avif' : metadata.format}`;
	if (declaredType && declaredType !== contentType) {
		throw invalid(name, `${name} says it is ${declaredType}, but its content is ${contentType}.`);
	}
	return { bytes, contentType, ...metadata.autoOrient };
}
