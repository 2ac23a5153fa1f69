import { ideogramTimestamp } from '../clock';
import { describe as describeImage } from '../pictures/describe';
import type { Upload } from '../uploads';
import type { Perform } from '../workshop';
import { sizeOf } from './sizes';

interface DescribeFields {
	readonly image_file: Upload;
}

/** Both describe endpoints. */
export const describe: Perform<DescribeFields> = async ({ image_file }, { settings }) => {
	const { bytes, contentType } = image_file;
	if (!settings.instant) await sizeOf('image_file', bytes);
	const description = settings.instant ? `An ${contentType} file.` : await describeImage(bytes);
	return {
		json: { created: ideogramTimestamp(Date.now()), data: { description } },
		carriesResult: true,
	};
};
