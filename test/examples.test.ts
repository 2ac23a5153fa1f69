import { readdirSync, readJsonSync } from 'fs-extra';
import { isExpression, NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, IWorkflowBase } from 'n8n-workflow';
import { OWN_NODES } from './support/ownNodes.mjs';

/** n8n makes an agent's tool of each node, under its name and "Tool". */
const descriptionOf = (type: string) =>
	OWN_NODES.map(({ description }) => description).find(
		({ name }) => type.replace(/Tool$/, '') === `n8n-nodes-pixazo.${name}`,
	);

const files = readdirSync('examples').filter((file) => file.endsWith('.json'));
const read = (file: string): IWorkflowBase => readJsonSync(`examples/${file}`);
const ownNodes = ({ nodes }: IWorkflowBase) => nodes.filter(({ type }) => descriptionOf(type));

test('no two examples have an ID, a name, or a webhook in common', () => {
	const unique = read(files[0] ?? '').nodes.length + files.length;
	const workflows = files.map(read);
	const names = workflows.flatMap(({ id, name, nodes }) => [
		...[id, name],
		...nodes.flatMap((node) => [node.id, node.webhookId ?? []].flat()),
	]);
	expect(names.length).toBeGreaterThan(unique);
	expect(new Set(names).size).toBe(names.length);
});

describe.each(files)('%s', (file) => {
	const workflow = read(file);
	const names = workflow.nodes.map(({ name }) => name);

	test('is an inactive workflow of the current execution order, with a note on its use', () => {
		expect(workflow).toMatchObject({ active: false, settings: { executionOrder: 'v1' } });
		const [note] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters.content).toMatch(/\*\*To set:\*\*[^]+\*\*To try:\*\*/);
	});

	test('has nodes of different names in different places, and refers to no others', () => {
		expect(new Set(names).size).toBe(names.length);
		const places = workflow.nodes.map(({ position }) => `${position}`);
		expect(new Set(places).size).toBe(places.length);
		const references = JSON.stringify(workflow).matchAll(/\$\('([^']+)'\)|"node":"([^"]+)"/g);
		for (const [, expression, connection] of references) {
			expect(names).toContain(expression ?? connection);
		}
	});

	test.each(ownNodes(workflow))('sets in "$name" what the node has, and all it needs', (node) => {
		const { parameters, credentials, type } = node;
		expect(credentials).toEqual({ pixazoApi: { id: expect.any(String), name: 'Pixazo API' } });
		const description = descriptionOf(type);
		if (!description) throw new TypeError(type);
		const { properties } = description;
		const read = [properties, parameters, true, false, node, description] as const;
		expect(NodeHelpers.getNodeParameters(...read)).toMatchObject(parameters);
		expect(NodeHelpers.getNodeParametersIssues(properties, node, description)).toBeNull();
		const shown = properties.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, description),
		);
		expect(strayChoices(shown, parameters)).toEqual([]);
	});
});

/** Values that a list does not offer. */
function strayChoices(properties: INodeProperties[], values: INodeParameters): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		const value = values[name];
		if (value === undefined || isExpression(value)) return [];
		const fields = options.filter((option) => 'type' in option);
		if (type === 'collection') return strayChoices(fields, Object(value));
		const isOffered = options.some((option) => 'value' in option && option.value === value);
		return type !== 'options' || isOffered ? [] : [`${name}: ${value}`];
	});
}
