import { type BodyPiece, type FileBytes, type RequestBody, requestBody } from './requestBody';

/** A file that goes into a form: its bytes, and the name and type it is declared with. */
export interface FormFile extends FileBytes {
	readonly fileName: string;
	readonly mimeType: string;
}

export interface FormPart {
	readonly field: string;
	readonly content: string | FormFile;
}

/**
 * A `multipart/form-data` body (RFC 7578). Written here because the other ways hold files in memory (`FormData` with `Blob`)
 * or break in some n8n versions (the `form-data` package, of which n8n may have two copies).
 */
export function multipartBody(parts: readonly FormPart[]): RequestBody {
	const boundary = `----n8n-nodes-pixazo-${crypto.randomUUID()}`;
	const pieces = parts.flatMap(({ field, content }): BodyPiece[] => {
		const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"`;
		if (typeof content === 'string') {
			return [`${disposition}\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`];
		}
		const head = `${disposition}; filename="${escaped(content.fileName)}"\r\nContent-Type: ${content.mimeType}\r\n\r\n`;
		return [head, content, '\r\n'];
	});
	return requestBody(`multipart/form-data; boundary=${boundary}`, [
		...pieces,
		`--${boundary}--\r\n`,
	]);
}

/** As browsers write file names into a form (HTML standard, "multipart form data"): nothing may end the quoted name. */
const escaped = (fileName: string): string =>
	fileName.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
