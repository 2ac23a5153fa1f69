import { readFileSync } from 'fs-extra';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { PixazoApi } from '../../credentials/PixazoApi.credentials';
import { OWN_NODES } from '../support/ownNodes.mjs';

/** A property with the values of its list, and when it is shown: but for the operation, which is told apart. */
function propertyLine({
	name,
	type,
	default: usual,
	displayOptions,
	options = [],
}: INodeProperties) {
	const show = { ...displayOptions?.show, operation: undefined };
	const isConditional = Object.keys(displayOptions?.show ?? {}).some((key) => key !== 'operation');
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	return [
		`${name}: ${type} = ${JSON.stringify(usual)}`,
		...(values.length > 0 ? [`of ${values.join(' ')}`] : []),
		...(isConditional ? [`if ${JSON.stringify(show)}`] : []),
	].join(' ');
}

/** The fields of a collection come below its name. */
function linesOf(property: INodeProperties, prefix: string): string[] {
	const inner = (property.options ?? []).flatMap((option) => ('type' in option ? [option] : []));
	const path = `${prefix}${property.name}.`;
	return [prefix + propertyLine(property), ...inner.map((field) => path + propertyLine(field))];
}

function nodeLines({ name, version, credentials = [], properties }: INodeTypeDescription) {
	const operations = new Map<string, string[]>();
	// What the catalogue gives comes and goes with the models: their paths, and the fields of each.
	const lasting = properties.flatMap((property) => {
		const models = property.displayOptions?.show?.model ?? ['other'];
		if (!models.includes('other')) return [];
		return property.name === 'model' ? { ...property, options: [] } : property;
	});
	for (const property of lasting) {
		const shownFor = (property.displayOptions?.show?.operation ?? []).map(String);
		for (const line of linesOf(property, `${name} `)) {
			operations.set(line, [...(operations.get(line) ?? []), ...shownFor]);
		}
	}
	return [
		`${name} has version ${version} and the credential ${credentials.map((one) => one.name)}`,
		...[...operations].map(([line, shown]) => [line, ...shown.sort()].join(' | ')),
	];
}

/**
 * What a workflow on disk refers to: names, values, defaults, and when a field is shown. Texts are free to change, and more may
 * come. To change one of these lines, raise the node's version, keep the old one working, and write the new lines beside these.
 */
test('saved workflows find everything as version 1 had it', () => {
	const { name, properties } = new PixazoApi();
	const now = [
		...OWN_NODES.flatMap(({ description }) => nodeLines(description)),
		...properties.flatMap((property) => linesOf(property, `${name} `)),
	];
	const published = readFileSync('test/compatibility/version-1.txt', 'utf8').trim().split('\n');
	expect(published.filter((line) => !now.includes(line))).toEqual([]);
	expect(published.length).toBeGreaterThan(100);
});
