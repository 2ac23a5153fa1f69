import { jobAnswer, imageAnswer, image, POLLING_URL, queuedAnswer } from '../support/answers';
import { API_KEY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

/** Of two items, the first is accepted and the second refused. */
async function failSecond(type: string, url: string, parameters: object, answer: object) {
	wire.answer('POST', url, { body: answer, containing: 'first' });
	wire.answer('POST', url, { status: 400, body: {}, containing: 'second', delayMs: 60 });
	const items = ['first', 'second'].map((name) => jsonItem({ name }));
	return (await pixazo.run({ type, parameters: { ...parameters }, items })).error;
}

test('the error that ends a run has the named jobs as data', async () => {
	const parameters = { operation: 'submit', imageUrl: '=https://example.com/{{ $json.name }}.jpg' };
	const error = await failSecond(REMOVE_BACKGROUND, SUBMIT_URL, parameters, queuedAnswer);
	expect(error?.context?.requests).toEqual([
		{ item: 0, request_id: queuedAnswer.request_id, polling_url: POLLING_URL, status: 'QUEUED' },
	]);
});

test('the error that ends a run has the named links as data, without the key', async () => {
	const leaky = { ...image, url: `${image.url}&key=${API_KEY}` };
	const parameters = { prompt: '={{ $json.name }}', options: { downloadImages: false } };
	const answer = { ...imageAnswer, data: [leaky] };
	const error = await failSecond(V2.type, `${V2.endpoint}/generate`, parameters, answer);
	expect(error?.context?.requests).toEqual([{ item: 0, url: `${image.url}&key=[API key]` }]);
});

test('the error that ends a run has a failed job as data', async () => {
	const failed = { ...queuedAnswer, ...jobAnswer('FAILED', { error: 'No subject' }) };
	wire.answer('POST', SUBMIT_URL, { body: failed });
	const parameters = { operation: 'submit', imageUrl: 'https://example.com/a.jpg' };
	const { error } = await pixazo.run({ type: REMOVE_BACKGROUND, parameters });
	expect(error?.context?.requests).toMatchObject([
		{ item: 0, request_id: queuedAnswer.request_id, status: 'FAILED' },
	]);
});

test('the error that ends a run has no data where nothing was paid for', async () => {
	wire.answer('POST', SUBMIT_URL, { status: 401, body: {} });
	const parameters = { operation: 'submit', imageUrl: 'https://example.com/a.jpg' };
	const { error } = await pixazo.run({ type: REMOVE_BACKGROUND, parameters });
	expect(error?.context?.requests).toEqual([]);
});
