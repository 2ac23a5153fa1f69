import { type BodyPiece, type FileBytes, type RequestBody, requestBody } from './requestBody';

/** A file in a form, with the name and type to declare. */
export interface FormFile extends FileBytes {
	readonly fileName: string;
	readonly mimeType: string;
}

export interface FormPart {
	readonly field: string;
	readonly content: string | FormFile;
}

/**
 * A `multipart/form-data` body (RFC 7578). `FormData` with `Blob` would keep whole files in memory, and the
 * `form-data` package breaks in n8n versions that have two copies of it.
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

/** Escapes a file name as browsers do (HTML standard, "multipart form data"), so that it can't end the quotes. */
const escaped = (fileName: string): string =>
	fileName.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
