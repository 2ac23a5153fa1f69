import type { Model } from '../../nodes/Pixazo/catalogue';
import { labelOf } from '../../nodes/Pixazo/modelFields';
import { changesOf } from './changes';
import { type PageModel, parsePage } from './page';

/** The records of a page's models for the catalogue, and what changed. */
export function report(markdown: string, catalogue: readonly Model[]): string {
	const models = parsePage(markdown);
	const changes = changesOf(models, catalogue).map((change) => `- ${change}`);
	return [...models.flatMap(recordLines), 'Against the catalogue:', ...changes].join('\n');
}

function recordLines({ inside, isForm, nested, fields, ...record }: PageModel): string[] {
	const wordless = fields
		.filter((field) => !field.type.startsWith('image') && labelOf(field) === field.name)
		.map(({ name }) => name);
	return [
		JSON.stringify(record),
		...fields.map((field) => `\t${JSON.stringify(field)},`),
		...(inside === undefined ? [] : [`The fields are inside "${inside}".`]),
		...(isForm ? ['It takes a form, which the node does not send.'] : []),
		...Object.entries(nested).map(
			([field, keys]) => `"${field}" is a JSON text with ${keys.join(', ')}.`,
		),
		...(wordless.length === 0 ? [] : [`fieldWords.json lacks ${wordless.join(', ')}.`]),
		'',
	];
}
