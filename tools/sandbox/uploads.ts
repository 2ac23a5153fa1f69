import type { PartRule } from './description';
import type { Part } from './multipart';
import { invalid } from './refusal';

/** An image file of a request, checked: its content is what its type says. */
export interface Upload {
	readonly fileName: string;
	readonly contentType: ImageType;
	readonly bytes: Buffer;
}

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** @returns the type of an image by its first bytes, undefined when it is none that the API takes */
export function recogniseImage(bytes: Buffer): ImageType | undefined {
	if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
	if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
	const [container, format] = [bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 12)];
	return container === 'RIFF' && format === 'WEBP' ? 'image/webp' : undefined;
}

/** Turns the parts of a multipart body into fields, by the rules of the description. */
export function fieldsOf(
	parts: readonly Part[],
	rules: ReadonlyMap<string, PartRule>,
): Record<string, unknown> {
	const fields: Record<string, unknown> = {};
	for (const part of parts) {
		const { name } = part;
		if (!name) throw invalid('body', 'A part of the multipart body has no name.');
		const rule = rules.get(name);
		if (!rule) throw invalid(name, `There is no part "${name}" here.`);
		if (name in fields) throw invalid(name, `The part "${name}" was given twice.`);
		fields[name] = rule.kind === 'file' ? toUpload(name, part, rule) : toField(name, part, rule);
	}
	return fields;
}

function toUpload(name: string, { fileName, contentType, bytes }: Part, rule: PartRule): Upload {
	if (!fileName) throw invalid(name, `The part "${name}" has no file name.`);
	if (!contentType) throw invalid(name, `The part "${name}" has no content type.`);
	if (!rule.contentTypes.includes(contentType)) {
		throw invalid(name, `${name} must be ${rule.contentTypes.join(' or ')}, not ${contentType}.`);
	}
	const actualType = checkedImage(name, bytes, rule.maxBytes);
	if (actualType !== contentType) {
		throw invalid(name, `${name} says it is ${contentType}, but its content is ${actualType}.`);
	}
	return { fileName, contentType: actualType, bytes };
}

/** @throws Refusal unless the bytes are a JPEG, PNG or WebP file within the limit */
export function checkedImage(name: string, bytes: Buffer, maxBytes: number): ImageType {
	if (bytes.length > maxBytes) {
		throw invalid(name, `${name} has ${bytes.length} bytes, the limit is ${maxBytes}.`);
	}
	const type = recogniseImage(bytes);
	if (!type) throw invalid(name, `The content of ${name} is not JPEG, PNG or WebP.`);
	return type;
}

function toField(name: string, { fileName, contentType, bytes }: Part, rule: PartRule): unknown {
	if (fileName !== undefined) throw invalid(name, `The part "${name}" is text, not a file.`);
	const mediaType = contentType?.replace(/\s*;.*/, '');
	if (mediaType && !rule.contentTypes.includes(mediaType)) {
		throw invalid(name, `${name} must be ${rule.contentTypes.join(' or ')}, not ${mediaType}.`);
	}
	return rule.kind === 'json' ? parseJson(name, bytes) : bytes.toString();
}

/** @throws Refusal when the text is not JSON */
export function parseJson(name: string, text: Buffer): unknown {
	try {
		const value: unknown = JSON.parse(text.toString());
		return value;
	} catch {
		throw invalid(name, `${name} is not valid JSON.`);
	}
}
