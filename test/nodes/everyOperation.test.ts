import type { INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import { drawMask, drawPhoto, YELLOW } from '../../tools/sandbox/images/photo';
import { operationsOf, parametersOf } from '../../tools/demo/parameters';
import type { Sandbox } from '../../tools/sandbox';
import { complaintOf } from '../support/items';
import { OWN_NODES } from '../support/ownNodes.mjs';
import { Pixazo } from '../support/pixazo';
import { openSandbox } from '../support/sandbox';

let sandbox: Sandbox;
let pixazo: Pixazo;
let submitted: INodeExecutionData['json'] = {};

beforeAll(async () => {
	sandbox = await openSandbox();
	pixazo = new Pixazo(sandbox.gatewayUrl, sandbox.apiKey);
});
afterAll(async () => await sandbox.close());

const OPERATIONS = OWN_NODES.flatMap(({ description }) =>
	operationsOf(description).map(({ value }) => ({ description, operation: String(value) })),
);

test.each(OPERATIONS)(
	'$description.displayName does $operation with real images over HTTP',
	async ({ description, operation }) => {
		const photo = await pixazo.file(await drawPhoto(YELLOW));
		const mask = await pixazo.file(await drawMask());
		const execution = await pixazo.run({
			type: `n8n-nodes-pixazo.${description.name}`,
			parameters: parametersOf(description, operation),
			items: [{ json: submitted, binary: { data: photo, mask } }],
		});
		expect(complaintOf(execution)).toBe('');
		const [item] = execution.items();
		if (item?.json.request_id) submitted = item.json;
		const bytes = await pixazo.bytesOf(item);
		const brings = { describe: 'description', submit: 'request_id' }[operation];
		if (brings) expect(item?.json[brings]).toEqual(expect.any(String));
		else expect(bytes?.length).toBeGreaterThan(0);
		const isImage = item?.binary?.data?.mimeType.startsWith('image/');
		if (isImage) expect((await sharp(bytes).metadata()).width).toBeGreaterThan(0);
	},
);
