import { REMOVAL, SAMPLES } from '../fixtures/samples';
import { REMOVE_BACKGROUND, SUBMIT_URL } from '../support/gateway';
import { PNG } from '../support/images';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { Pixazo } from '../support/pixazo';
import { jsonOf, type SentRequest, useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

/** A request as the page shows it: JSON, or the parts of a form that are no files. */
async function shownRequest(request: SentRequest | undefined): Promise<unknown> {
	if (request?.headers['content-type'] === 'application/json') return jsonOf(request);
	const parts = request === undefined ? [] : await partsOf(request);
	const texts = parts.filter(({ fileName }) => fileName === undefined);
	return Object.fromEntries(
		texts.map(({ name, bytes }) => [
			name,
			name === 'image_request' ? JSON.parse(bytes.toString()) : bytes.toString(),
		]),
	);
}

const ANSWERED = SAMPLES.flatMap(({ answers, ...sample }) =>
	answers.map(([data, renamed = data], index) => ({ ...sample, data, renamed, index })),
);

test.each(ANSWERED)(
	'$title: the documented request to $operation, and its answer $index',
	async ({ type, endpoint, operation, parameters, request, created, data, renamed }) => {
		const isImage = 'url' in renamed;
		const body = { created, data: isImage ? [data] : data };
		wire.answer('POST', `${endpoint}/${operation}`, { body });
		if (isImage) wire.answer('GET', String(renamed.url), { body: PNG });
		const files = { data: await pixazo.file(), mask: await pixazo.file() };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...parameters },
			items: [{ json: {}, binary: files }],
		});
		expect(complaintOf(execution)).toBe('');
		expect(await shownRequest(wire.sent[0])).toEqual(request);
		const [result] = execution.items();
		expect(result?.json).toEqual({ ...renamed, created });
		expect(await pixazo.bytesOf(result)).toEqual(isImage ? PNG : undefined);
	},
);

describe('Remove Background', () => {
	const { photoUrl, requests, queued, completed, completedItem, older, olderItem } = REMOVAL;

	test.each(requests)('the documented request with $options', async ({ options, request }) => {
		wire.answer('POST', SUBMIT_URL, { body: queued });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'submit', imageUrl: photoUrl, options },
		});
		expect(wire.sent.map(jsonOf)).toEqual([request]);
		expect(execution.items()).toEqual([{ json: queued, pairedItem: { item: 0 } }]);
	});

	test.each([
		['getStatus', queued.request_id, completed, completedItem],
		['getStatus', queued.polling_url, older, olderItem],
		['waitForResult', queued.request_id, older, olderItem],
		['waitForResult', queued.polling_url, completed, completedItem],
		['remove', photoUrl, older, olderItem],
	])('the documented answer to %s of %j', async (operation, request, body, item) => {
		const isNew = operation === 'remove';
		wire.answer(isNew ? 'POST' : 'GET', isNew ? SUBMIT_URL : queued.polling_url, { body });
		wire.answer('GET', item.url, { body: PNG });
		const parameters = { operation, ...(isNew ? { imageUrl: request } : { request }) };
		const [result] = (await pixazo.run({ type: REMOVE_BACKGROUND, parameters })).items();
		expect(result?.json).toEqual(item);
		expect(await pixazo.bytesOf(result)).toEqual(PNG);
	});
});
