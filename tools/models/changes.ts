import type { Model, ModelField } from '../../nodes/Pixazo/catalogue';

/** Callbacks are an option of the node, not a field of the model. */
const LEFT_OUT = ['callback_url', 'webhook', 'webhook_events_filter', 'webhook_url'];

/** A required link can be an image of the item in the catalogue. */
const TYPE_GROUPS = [
	['image', 'link'],
	['images', 'links', 'json'],
];

const COMPARED = ['type', 'required', 'default', 'choices', 'min', 'max'] as const;

/** The differences between a page and the catalogue, one in each line. */
export function changesOf(pageModels: readonly Model[], catalogue: readonly Model[]): string[] {
	const pages = new Set(pageModels.map(({ page }) => page));
	const paths = new Set(pageModels.map(({ path }) => path));
	const gone = catalogue.filter(({ page, path }) => pages.has(page) && !paths.has(path));
	return [
		...pageModels.flatMap((model) => {
			const known = catalogue.find(({ path }) => path === model.path);
			if (known === undefined) return [`${model.name}: not in the catalogue (${model.path})`];
			const changes = fieldChanges(model.fields, known.fields);
			return changes.length === 0
				? [`${known.name}: no change`]
				: changes.map((change) => `${known.name}: ${change}`);
		}),
		...gone.map(({ name, path }) => `${name}: not on the page (${path})`),
	];
}

function fieldChanges(fields: readonly ModelField[], known: readonly ModelField[]): string[] {
	const ofPage = fields.filter(({ name }) => !LEFT_OUT.includes(name));
	const isOn = (list: readonly ModelField[], field: ModelField) =>
		list.some(({ name }) => name === field.name);
	return [
		...ofPage.filter((field) => !isOn(known, field)).map((field) => `new ${JSON.stringify(field)}`),
		...known.filter((field) => !isOn(fields, field)).map(({ name }) => `${name} is gone`),
		...ofPage.flatMap((field) => {
			const before = known.find(({ name }) => name === field.name);
			return before === undefined ? [] : valueChanges(field, before);
		}),
	];
}

const valueChanges = (field: ModelField, before: ModelField): string[] =>
	COMPARED.filter(
		(key) =>
			JSON.stringify(field[key]) !== JSON.stringify(before[key]) &&
			!(key === 'type' && isSameGroup(field.type, before.type)),
	).map((key) => `${field.name}: ${key} ${shown(before[key])} is now ${shown(field[key])}`);

const isSameGroup = (one: string, other: string): boolean =>
	TYPE_GROUPS.some((group) => group.includes(one) && group.includes(other));

const shown = (value: unknown): string => JSON.stringify(value) ?? 'unset';
