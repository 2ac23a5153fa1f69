import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/**
 * What the editor shows of an operation, by the node's description: the labels of its fields in their order, and what can be
 * added under "Options". What the description says is fixed by the compatibility test.
 */
export function panelOf(description: INodeTypeDescription, chosen: INodeParameters) {
	const { properties } = description;
	const node = { typeVersion: 1 };
	const values = NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description);
	const isShown = (property: INodeProperties, siblings: INodeParameters) =>
		NodeHelpers.displayParameter(siblings, property, node, description, values ?? undefined);
	const shown = properties.filter((property) => isShown(property, values ?? {}));
	const options = shown.find(({ name }) => name === 'options')?.options ?? [];
	return {
		fields: shown.map(({ displayName }) => displayName),
		options: options.flatMap((option) =>
			'type' in option && isShown(option, {}) ? option.displayName : [],
		),
	};
}
