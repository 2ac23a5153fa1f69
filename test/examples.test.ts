import { readdirSync, readJsonSync } from 'fs-extra';
import { isExpression, NodeHelpers } from 'n8n-workflow';
import type {
	INodeParameters,
	INodeProperties,
	INodeTypeDescription,
	IWorkflowBase,
} from 'n8n-workflow';
import { OWN_NODES } from './support/ownNodes';

/** Versions of n8n's own nodes that both n8n 1.123.81 and 2.41.1 have; the latest, but for the chat model. */
const N8N_NODES: Readonly<Record<string, number>> = {
	'@n8n/n8n-nodes-langchain.agent': 3,
	'@n8n/n8n-nodes-langchain.chatTrigger': 1.4,
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 1.2,
	'n8n-nodes-base.errorTrigger': 1,
	'n8n-nodes-base.form': 2.3,
	'n8n-nodes-base.formTrigger': 2.3,
	'n8n-nodes-base.manualTrigger': 1,
	'n8n-nodes-base.merge': 3.2,
	'n8n-nodes-base.readWriteFile': 1,
	'n8n-nodes-base.removeDuplicates': 2,
	'n8n-nodes-base.respondToWebhook': 1.5,
	'n8n-nodes-base.set': 3.4,
	'n8n-nodes-base.splitOut': 1,
	'n8n-nodes-base.stickyNote': 1,
	'n8n-nodes-base.wait': 1.1,
	'n8n-nodes-base.webhook': 2.1,
};

const OWN: Readonly<Record<string, INodeTypeDescription>> = Object.fromEntries(
	OWN_NODES.map(({ description }) => [`n8n-nodes-pixazo.${description.name}`, description]),
);

/** n8n makes an agent's tool of each node, under its name and "Tool". */
const descriptionOf = (type: string) => OWN[type.replace(/Tool$/, '')];

const files = readdirSync('examples').filter((file) => file.endsWith('.json'));
const read = (file: string): IWorkflowBase => readJsonSync(`examples/${file}`);
const ownNodes = ({ nodes }: IWorkflowBase) => nodes.filter(({ type }) => descriptionOf(type));

test('no two examples have an ID, a name, or a webhook in common', () => {
	const workflows = files.map(read);
	const ids = workflows.flatMap(({ id, nodes }) => [id, ...nodes.map((node) => node.id)]);
	expect(new Set(ids).size).toBe(ids.length);
	const hooks = workflows.flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? []));
	expect(new Set(hooks).size).toBe(hooks.length);
	expect(new Set(workflows.map(({ name }) => name)).size).toBe(workflows.length);
});

describe.each(files)('%s', (file) => {
	const workflow = read(file);

	test('is an inactive workflow of the current execution order, with a note on its use', () => {
		expect(workflow).toMatchObject({ active: false, settings: { executionOrder: 'v1' } });
		const [note] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters.content).toMatch(/\*\*To set:\*\*[^]+\*\*To try:\*\*/);
	});

	test('has nodes that n8n 1 and n8n 2 both know', () => {
		for (const { type, typeVersion } of workflow.nodes) {
			const versions = [descriptionOf(type)?.version ?? N8N_NODES[type]].flat();
			expect({ type, isKnown: versions.includes(typeVersion) }).toEqual({ type, isKnown: true });
		}
	});

	test('has its nodes one beside the other, and connected', () => {
		const { nodes, connections } = workflow;
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap(({ main }) => main?.flat() ?? []);
		// A chat model and a tool belong to the agent that they are connected to.
		const parts = Object.keys(connections).filter((name) => !connections[name]?.main);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ position }) => `${position}`)).size).toBe(nodes.length);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		for (const target of targets) expect(names).toContain(target?.node);
		const reached = [...parts, ...targets.map((target) => target?.node)];
		const beginnings = nodes.filter(({ name }) => !reached.includes(name)).map(({ type }) => type);
		expect(beginnings).toEqual([
			'n8n-nodes-base.stickyNote',
			expect.stringMatching(/trigger$|\.webhook$/i),
		]);
	});

	test('refers only to nodes that it has', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const references = JSON.stringify(workflow).matchAll(/\$\('([^']+)'\)/g);
		for (const [, name] of references) expect(names).toContain(name);
	});

	test.each(ownNodes(workflow))('names a credential in "$name"', ({ credentials }) => {
		expect(credentials).toEqual({ pixazoApi: { id: expect.any(String), name: 'Pixazo API' } });
	});

	test.each(ownNodes(workflow))('sets in "$name" what the node has, and all it needs', (node) => {
		const description = descriptionOf(node.type);
		if (!description) throw new TypeError(node.type);
		const { properties } = description;
		const { parameters } = node;
		const known = NodeHelpers.getNodeParameters(
			properties,
			parameters,
			true,
			false,
			node,
			description,
		);
		expect(known).toMatchObject(parameters);
		expect(NodeHelpers.getNodeParametersIssues(properties, node, description)).toBeNull();
		const shown = properties.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, description),
		);
		expect(strayChoices(shown, parameters)).toEqual([]);
	});
});

/** Values that a dropdown does not offer. */
function strayChoices(properties: INodeProperties[], values: INodeParameters): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		const value = values[name];
		if (value === undefined || isExpression(value)) return [];
		if (type === 'collection') {
			return strayChoices(
				options.filter((option) => 'type' in option),
				Object(value),
			);
		}
		const offered = options.map((option) => 'value' in option && option.value);
		return type !== 'options' || offered.some((choice) => choice === value)
			? []
			: [`${name}: ${value}`];
	});
}
