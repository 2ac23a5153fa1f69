import type { INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from './item';

/** What a node can do: its entry in the menu, the fields that it shows, and what it does with one item. */
export interface Operation {
	readonly menuEntry: INodePropertyOptions & { readonly value: string };
	readonly fields: readonly INodeProperties[];
	execute(item: Item): Promise<INodeExecutionData>;
}

const MENU: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** The properties of a node: the menu of its operations, the first the default, then the fields of each, shown for it only. */
export function operationProperties(
	operations: readonly [Operation, ...Operation[]],
): INodeProperties[] {
	const options = operations.map(({ menuEntry }) => menuEntry);
	const menu = { ...MENU, options, default: operations[0].menuEntry.value };
	const fields = operations.flatMap(({ menuEntry, fields: own }) =>
		own.map((field) => shownFor(field, menuEntry.value)),
	);
	return [menu, ...fields];
}

const shownFor = (field: INodeProperties, operation: string): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { operation: [operation], ...field.displayOptions?.show },
	},
});

/** What the canvas shows below a node's name: the chosen operation as the menu calls it. */
export function operationSubtitle(operations: readonly Operation[]): string {
	const names = operations.map(({ menuEntry }) => [menuEntry.value, menuEntry.name]);
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[$parameter["operation"]] }}`;
}
