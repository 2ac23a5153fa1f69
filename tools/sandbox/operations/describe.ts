import type { InputImage } from '../http/inputImage';
import { describe as describeImage } from '../images/describe';
import type { Perform } from '../workshop';
import { created } from './images';

interface DescribeFields {
	readonly image_file: InputImage;
}

/** Both describe endpoints. */
export const describe: Perform<DescribeFields> = async ({ image_file }, { settings }) => {
	const { bytes, contentType } = image_file;
	const description = settings.instant ? `An ${contentType} file.` : await describeImage(bytes);
	return created({ description });
};
