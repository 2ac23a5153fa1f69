import type { ModelField } from '../../nodes/Pixazo/catalogue';

/** A row of a table of request parameters, by the titles of its columns. */
export type Cells = Readonly<Record<string, string>>;

/** A field for the catalogue, made from a row of the page. */
export function fieldOf(row: Cells): ModelField {
	const { Name: name = '', Type = '', Required = '', Default = '', ...rest } = row;
	const isRequired = /^(yes|required)/i.test(Required);
	const type = typeOf(name, Type.toLowerCase(), isRequired);
	const about = Object.entries(rest)
		.map(([title, text]) => `${title}: ${text}`)
		.join('. ')
		.replace(/["`]/g, '');
	const choices = type === 'boolean' ? [] : choicesIn(about, type);
	const [min, max] = type === 'integer' || type === 'number' ? rangeIn(about) : [];
	const given = Default || /\bDefaults?(?: is| to)?:? ([^\s,;]+)/i.exec(about)?.[1] || '';
	const value = valueOf(given.replace(/["`]|\.$/g, ''), type);
	return {
		name,
		type,
		...(isRequired && { required: true }),
		...(value !== undefined && { default: value }),
		...(choices.length > 0 && { choices }),
		...(choices.length === 0 && min !== undefined && { min, max }),
	};
}

const IMAGE = /^(input_|start_|first_frame_)?(image|img)(_url|_urls|s)?$/;

function typeOf(name: string, type: string, isRequired: boolean): string {
	if (/^int/.test(type)) return 'integer';
	if (/^(float|number|decimal)/.test(type)) return 'number';
	if (/^bool/.test(type)) return 'boolean';
	if (/^file/.test(type)) return 'file';
	const isList = /array|\[\]/.test(type) && !/object/.test(type);
	if (IMAGE.test(name) && isRequired) return isList ? 'images' : 'image';
	if (isList) return /url|image/.test(name) ? 'links' : 'json';
	if (/^(object|json|array)/.test(type)) return 'json';
	return /_ur[il]s?$/.test(name) || IMAGE.test(name) ? 'link' : 'string';
}

const LIST =
	/(?:values?|options|presets|one of|supported)(?: include| are)?:? ([^.]*(?:\.\d[^.]*)*)/gi;

/**
 * The values in a description. The default comes first if the page names it apart ("Default: AUTO. Other values: ON,
 * OFF").
 */
function choicesIn(about: string, type: string): Array<string | number> {
	const other = /Default: (\S+)\. Other values/i.exec(about)?.[1];
	const lists = [...about.matchAll(LIST)].map(([, list = '']) => list);
	const listed = lists.flatMap((list) => list.split(/,|\bor\b/)).map((choice) => choice.trim());
	const isList = listed.length > 0 && listed.every((choice) => /^[\w.:-]+$/.test(choice));
	if (!isList) return [];
	const choices = [...new Set(other === undefined ? listed : [other, ...listed])];
	const areNumbers = type === 'integer' || type === 'number';
	return areNumbers ? choices.map(Number).filter((choice) => !Number.isNaN(choice)) : choices;
}

function rangeIn(about: string): [min: number, max: number] | [] {
	const [, min, max] = /(-?\d+(?:\.\d+)?)\s*(?:–|-|to)\s*(\d+(?:\.\d+)?)/.exec(about) ?? [];
	return min === undefined ? [] : [Number(min), Number(max)];
}

function valueOf(text: string, type: string): ModelField['default'] {
	if (/^(—|-|null|none|random|auto)?$/i.test(text) && type !== 'string') return undefined;
	if (text === '' || text === '—') return undefined;
	if (type === 'boolean') return text === 'true';
	if (type !== 'integer' && type !== 'number') return type === 'string' ? text : undefined;
	return Number.isNaN(Number(text)) ? undefined : Number(text);
}
