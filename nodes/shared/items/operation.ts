import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Item, OperationDescription } from './item';

/** An operation of a node: its entry in the menu, its fields, and what it does with one item. */
export interface Operation extends OperationDescription {
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

/**
 * The properties of a node: the menu of operations (the first is the default), then the fields of each operation,
 * shown only for it.
 */
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

/** The text below the node's name on the canvas: the name of the chosen operation. */
export function operationSubtitle(operations: readonly Operation[]): string {
	const names = operations.map(({ menuEntry }) => [menuEntry.value, menuEntry.name]);
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[$parameter["operation"]] }}`;
}
