import { readJsonSync } from 'fs-extra';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { PixazoApi } from '../../credentials/PixazoApi.credentials';
import { IdeogramTurbo } from '../../nodes/Ideogram/IdeogramTurbo.node';
import { IdeogramV2 } from '../../nodes/Ideogram/IdeogramV2.node';
import { RemoveBackground } from '../../nodes/RemoveBackground/RemoveBackground.node';

const nodes: INodeType[] = [new IdeogramV2(), new IdeogramTurbo(), new RemoveBackground()];

/**
 * What a workflow on disk refers to: names, values, defaults, and when a field is shown. Texts are free to change. To change
 * one of these, raise the node's version and keep the old one working; then write the new snapshot beside it.
 */
function saved(description: INodeTypeDescription) {
	const { name, version, credentials, properties } = description;
	return { name, version, credentials, properties: properties.map(savedProperty) };
}

function savedProperty(property: INodeProperties): object {
	const { name, type, default: preset, displayOptions, options = [] } = property;
	const choices = options.map((option) => {
		if ('type' in option) return savedProperty(option);
		return 'value' in option ? option.value : option.name;
	});
	const show = displayOptions?.show;
	return { name, type, default: preset, ...(show && { show }), ...(choices.length && { choices }) };
}

describe('what saved workflows depend on', () => {
	const snapshot: unknown = readJsonSync('test/compatibility/version-1.json');

	it('is as it was published', () => {
		const credential = new PixazoApi();
		const now = {
			nodes: nodes.map(({ description }) => saved(description)),
			credential: { name: credential.name, properties: credential.properties.map(savedProperty) },
		};
		expect(JSON.parse(JSON.stringify(now))).toEqual(snapshot);
	});
});
