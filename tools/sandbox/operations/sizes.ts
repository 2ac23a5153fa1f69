import { measure } from '../pictures/measure';
import type { Size } from '../pictures/resolutions';
import { invalid } from '../refusal';

/**
 * @param name of the field that the image came in
 * @throws Refusal when the image cannot be decoded
 */
export async function sizeOf(name: string, image: Buffer): Promise<Size> {
	const size = await measure(image);
	if (!size) throw invalid(name, `The image in ${name} is damaged.`);
	return size;
}
