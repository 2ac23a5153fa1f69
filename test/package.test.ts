import { readdirSync, readFileSync, readJsonSync } from 'fs-extra';
import { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';
import { OWN_NODES } from './support/ownNodes.mjs';

/** What `gulp build` made, as n8n gets it. */
const manifest = z
	.object({
		name: z.string(),
		n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
	})
	.parse(readJsonSync('package.json'));

/** Those of n8n that a package without AI nodes may have (its linter's rules `valid-codex-categories` and `no-ai-codex-category`). */
const CATEGORIES = [
	...(['Analytics', 'Communication', 'Data & Storage', 'Development', 'Miscellaneous'] as const),
	...(['Finance & Accounting', 'Marketing & Content', 'Productivity', 'Sales', 'Utility'] as const),
] as const;

const codexSchema = z.strictObject({
	node: z.string(),
	nodeVersion: z.string(),
	codexVersion: z.string(),
	categories: z.array(z.enum(CATEGORIES)).min(1),
	alias: z.array(z.string()).min(1),
	resources: z.object({ primaryDocumentation: z.array(z.object({ url: z.string().url() })) }),
});

const loader = new PackageDirectoryLoader('.');

beforeAll(async () => await loader.loadAll());

const descriptionOf = (name: string) =>
	NodeHelpers.getVersionedNodeType(loader.getNode(name).type).description;

test('n8n loads every node and the credential they take', () => {
	expect(loader.packageName).toBe('n8n-nodes-pixazo');
	const names = Object.keys(loader.nodeTypes);
	expect(names).toHaveLength(manifest.n8n.nodes.length);
	expect(Object.keys(loader.credentialTypes)).toEqual(['pixazoApi']);
	expect(loader.known.credentials.pixazoApi?.supportedNodes?.sort()).toEqual(names.sort());
});

const NODES = OWN_NODES.map(({ description: { name } }, index) => {
	const path = manifest.n8n.nodes[index] ?? '';
	return { name, path, folder: path.slice(0, path.lastIndexOf('/')) };
});

describe.each(NODES)('the node in $path', ({ name, path, folder }) => {
	test('is a class of the name of its file, and the loader knows it by its own name', () => {
		const className = path.slice(folder.length + 1).split('.')[0];
		expect(loader.known.nodes[name]).toMatchObject({ className, sourcePath: path });
		expect(loader.nodeTypes[name]).toMatchObject({ sourcePath: path });
	});

	test('is described by a codex file of its own', () => {
		const codex = codexSchema.parse(readJsonSync(path.replace(/js$/, 'json')));
		expect(codex.node).toBe(`${manifest.name}.${name}`);
		const { description } = loader.nodeTypes[name]?.type ?? {};
		expect(description?.codex).toMatchObject({ categories: codex.categories, alias: codex.alias });
	});

	test('has an output schema for each operation, which n8n finds by its version', () => {
		const { properties, version, defaultVersion = version } = descriptionOf(name);
		const operations = properties.find((property) => property.name === 'operation')?.options ?? [];
		expect(operations.length).toBeGreaterThan(0);
		for (const operation of operations) {
			const value = 'value' in operation ? operation.value : undefined;
			const schema: unknown = readJsonSync(
				`${folder}/__schema__/v${defaultVersion}.0.0/${value}.json`,
			);
			expect(schema).toMatchObject({ type: 'object', properties: expect.any(Object) });
		}
	});

	test('has an icon for light and one for dark, beside it', () => {
		const { iconUrl } = loader.types.nodes.find((node) => node.name === name) ?? {};
		expect(iconUrl).toEqual({
			light: expect.stringMatching(/[^.]+\.svg$/),
			dark: expect.stringMatching(/\.dark\.svg$/),
		});
		for (const url of Object.values(Object(iconUrl))) {
			const file = `${url}`.replace(`icons/${manifest.name}/`, '');
			expect(file.startsWith(`${folder}/`)).toBe(true);
			expect(readFileSync(file, 'utf8')).toContain('<svg');
		}
	});

	test('has for agents no option that is about files or several items, and all others', () => {
		const description = descriptionOf(name);
		const fields = description.properties.filter((field) => field.name === 'options');
		for (const { options = [], displayOptions } of fields) {
			const operation = String(displayOptions?.show?.operation?.[0]);
			// Those that depend on the model are for people and agents alike.
			const names = options
				.filter((option) => !JSON.stringify(option).includes('"/model"'))
				.map((option) => option.name);
			const hidden = ['fileName', 'maxConcurrency', 'outputBinaryPropertyName'];
			const set = (of: string[]) => Object.fromEntries(of.map((option) => [option, true]));
			const readAs = (nodeName: string) =>
				NodeHelpers.getNodeParameters(
					description.properties,
					{ operation, options: set(names) },
					false,
					false,
					{ typeVersion: 1 },
					{ ...description, name: nodeName },
				)?.options;
			expect(readAs(name)).toEqual(set(names));
			const forAgents = names.filter((option) => !hidden.includes(option));
			expect(forAgents.length).toBeLessThan(names.length);
			expect(readAs(`${name}Tool`)).toEqual(set(forAgents));
		}
	});
});

test('nothing in it requires anything but n8n-workflow and its own files', () => {
	const built = readdirSync('dist', { recursive: true }).filter((path) => /\.js$/.test(`${path}`));
	expect(built.length).toBeGreaterThan(20);
	for (const path of built) {
		const code = readFileSync(`dist/${path}`, 'utf8');
		const names = [...code.matchAll(/\brequire\(\s*(["'`])(.*?)\1/g)].map(([, , name]) => name);
		const foreign = names.filter((name) => !/^(n8n-workflow$|\.\.?\/)/.test(`${name}`));
		expect([path, foreign]).toEqual([path, []]);
		expect(code).not.toMatch(/\bimport\(|\brequire\((?!["'`])/);
	}
});
