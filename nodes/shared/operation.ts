import type { INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from './item';

/** What a node can do: its entry in the dropdown, the fields that it shows, and what it does with one item. */
export interface Operation {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly fields: readonly INodeProperties[];
	execute(item: Item): Promise<INodeExecutionData>;
}

const DROPDOWN: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** The properties of a node: the dropdown of its operations, the first preset, then the fields of each, shown for it only. */
export function operationProperties(
	operations: readonly [Operation, ...Operation[]],
): INodeProperties[] {
	const options = operations.map(({ option }) => option);
	const dropdown = { ...DROPDOWN, options, default: operations[0].option.value };
	const fields = operations.flatMap(({ option, fields: own }) =>
		own.map((field) => shownFor(field, option.value)),
	);
	return [dropdown, ...fields];
}

const shownFor = (field: INodeProperties, operation: string): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { operation: [operation], ...field.displayOptions?.show },
	},
});

/** What the canvas shows below a node's name: the chosen operation as the dropdown calls it. */
export function operationSubtitle(operations: readonly Operation[]): string {
	const names = operations.map(({ option }) => [option.value, option.name]);
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[$parameter["operation"]] }}`;
}
