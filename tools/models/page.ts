import type { Model } from '../../nodes/Pixazo/catalogue';
import { type Cells, fieldOf } from './field';

/** A model as its page describes it. */
export interface PageModel extends Model {
	/** The key that has the fields, if they aren't at the top of the body. */
	readonly inside?: string;
	/** Whether the request is multipart/form-data, which the node can't send. */
	readonly isForm: boolean;
	/** Fields that appear only inside the JSON text of another field. */
	readonly nested: Readonly<Record<string, readonly string[]>>;
}

interface Section {
	readonly model: string;
	readonly operation: string;
	readonly title: string;
	readonly text: string;
}

/** Headings that look like operations but aren't: error codes, and the status of jobs. */
const NO_OPERATION = /^\d{3}\b|^Status |Workflow$/;

/** Reads the models from a page in Pixazo's Markdown, where each cell of a table is a paragraph. */
export function parsePage(markdown: string): PageModel[] {
	const page = /models\/([a-z\d-]+)/.exec(markdown)?.[1] ?? '';
	const models: PageModel[] = [];
	let code = '';
	for (const { model, operation, title, text } of sectionsOf(markdown)) {
		if (title === 'Request Code') code = text;
		if (!title.startsWith('Request Parameters')) continue;
		const path = /POST https?:\/\/[^/\s]+\/(\S+)/.exec(code)?.[1];
		const fields = rowsOf(text).map(fieldOf);
		const isStatus = fields.every(({ name }) => /^request_?id$/i.test(name));
		if (path === undefined || isStatus) continue;
		const name = `${model}: ${operation}`;
		models.push({ name, kind: kindOf(operation), path, page, fields, ...bodyOf(code) });
	}
	return models;
}

function sectionsOf(markdown: string): Section[] {
	const sections: Section[] = [];
	let model = '';
	let operation = '';
	const parts = markdown.split(/^(?=#{2,3} )/m);
	for (const [index, part] of parts.entries()) {
		const [heading = '', ...lines] = part.split('\n');
		const title = unescaped(heading.replace(/^#+ /, ''));
		const text = lines.join('\n').trim();
		const next = parts[index + 1]?.split('\n')[0] ?? '';
		const isOperation = heading.startsWith('### ') && !NO_OPERATION.test(title);
		if (isOperation) operation = title;
		else if (text === '' && next.startsWith('### ') && !NO_OPERATION.test(next.slice(4))) {
			model = title;
		}
		sections.push({ model, operation, title, text });
	}
	return sections;
}

const COLUMN = /^[A-Z][a-z]+( [A-Za-z]+)?$/;
const isRequiredCell = (cell = ''): boolean =>
	/^(yes|no|required|optional|conditional)\b/i.test(cell);

/**
 * A row begins with a name that has "Yes" or "No" in its column. Other paragraphs belong to the last cell of the row
 * before.
 */
function rowsOf(table: string): Cells[] {
	const cells = table.split(/\n\s*\n/).map((cell) => unescaped(cell.trim().replace(/\s+/g, ' ')));
	const count = cells.findIndex((cell) => !COLUMN.test(cell));
	const columns = cells.slice(0, count);
	const required = columns.indexOf('Required');
	const isStart = (cell: string, index: number) =>
		index >= count && /^[\w.[\]]+$/.test(cell) && isRequiredCell(cells[index + required]);
	const starts = cells.flatMap((cell, index) => (isStart(cell, index) ? [index] : []));
	return starts.map((start, position) => {
		const row = cells.slice(start, starts[position + 1]);
		const rest = row.splice(columns.length - 1).join(' ');
		const titles = ['Name', ...columns.slice(1)];
		return Object.fromEntries(titles.map((title, index) => [title, row[index] ?? rest]));
	});
}

const unescaped = (text: string): string => text.replace(/\\([_*`[\]])/g, '$1');

/** How the fields are sent, according to the sample request. */
function bodyOf(code: string): Pick<PageModel, 'inside' | 'isForm' | 'nested'> {
	const isForm = code.includes('multipart/form-data');
	const parts = [...code.matchAll(/name="(\w+)"\s+(\{.*\})/g)];
	const nested = parts.map(([, name = '', json = '']) => [name, Object.keys(objectIn(json))]);
	const sample = objectIn(/\n(\{\n[^]*?\n\})\n/.exec(code)?.[1] ?? '{}');
	const [entry, ...more] = Object.entries(sample);
	const isInside = entry !== undefined && more.length === 0 && isObject(entry[1]);
	return { ...(isInside && { inside: entry[0] }), isForm, nested: Object.fromEntries(nested) };
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function objectIn(json: string): object {
	try {
		const value: unknown = JSON.parse(json);
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
}

const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/background/i, 'background removal'],
	[/upscal/i, 'upscaling'],
	[/restor/i, 'restoration'],
	[/try.?on/i, 'try-on'],
	[/3d/i, '3D'],
	[/lip.?sync/i, 'lip sync'],
	[/(song|music)/i, 'music'],
	[/speech to text/i, 'speech to text'],
	[/to speech|voice/i, 'speech'],
	[/to audio/i, 'sound effects'],
	[/text to video/i, 'text to video'],
	[/image to video/i, 'image to video'],
	[/video to video/i, 'video to video'],
	[/image to image/i, 'image to image'],
	[/text to image/i, 'text to image'],
];

const kindOf = (operation: string): string =>
	KINDS.find(([pattern]) => pattern.test(operation))?.[1] ?? operation.toLowerCase();
