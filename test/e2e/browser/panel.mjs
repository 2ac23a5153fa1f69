// @ts-check
import { NodeHelpers } from 'n8n-workflow';

/** @typedef {import('n8n-workflow').INodeTypeDescription} Description */
/** @typedef {import('n8n-workflow').INodeParameters} Parameters */

/**
 * What the editor shows of an operation, by the node's description: the labels of its fields in their order, and what can be
 * added under "Options". What the description says is fixed by the compatibility test.
 *
 * @param {Description} description
 * @param {Parameters} chosen
 */
export function panelOf(description, chosen) {
	const { properties } = description;
	const node = { typeVersion: 1 };
	const values = NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description);
	const isShown = (
		/** @type {import('n8n-workflow').INodeProperties} */ property,
		/** @type {Parameters} */ siblings,
	) => NodeHelpers.displayParameter(siblings, property, node, description, values ?? undefined);
	const shown = properties.filter((property) => isShown(property, values ?? {}));
	const options = shown.find(({ name }) => name === 'options')?.options ?? [];
	return {
		fields: shown.map(({ displayName }) => displayName),
		options: options.flatMap((option) =>
			'type' in option && isShown(option, {}) ? option.displayName : [],
		),
	};
}
