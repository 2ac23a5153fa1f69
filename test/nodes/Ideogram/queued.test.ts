import {
	completedAnswer,
	CREATED,
	CUTOUT_URL,
	descriptionAnswer,
	jobAnswer,
	picture,
	queuedAnswer,
	REQUEST_ID,
} from '../../support/answers';
import { API_KEY, GATEWAY, IDEOGRAM_NODES } from '../../support/gateway';
import { complaintOf } from '../../support/items';
import { PNG } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const OPERATIONS = ['generate', 'describe', 'edit', 'remix'];
const CASES = IDEOGRAM_NODES.flatMap((node) =>
	OPERATIONS.map((operation) => ({ ...node, operation })),
);

describe.each(CASES)('$title, whose $operation is queued', ({ type, endpoint, operation }) => {
	const givenUrl = `${GATEWAY}/queues/7/jobs?id=42&from=${operation}`;
	const needs = operation === 'describe' ? {} : { prompt: 'A lighthouse' };

	async function run(pollingUrl: string, options: object = {}) {
		const body = { ...queuedAnswer, polling_url: pollingUrl };
		wire.answer('POST', `${endpoint}/${operation}`, { body });
		return await pixazo.run({
			type,
			parameters: { operation, ...needs, options: { pollInterval: 0.05, ...options } },
			items: [await pixazo.fileItem()],
		});
	}

	/** What a job has once it is completed: the answer that would have come at once. */
	const result = operation === 'describe' ? descriptionAnswer : { data: [picture] };
	const expected =
		operation === 'describe' ? { description: descriptionAnswer.data.description } : picture;

	test('looks at the URL it was given, with the key, until the result is there', async () => {
		for (const status of ['QUEUED', 'PROCESSING']) {
			wire.answer('GET', givenUrl, { body: jobAnswer(status) });
		}
		const completed = jobAnswer('COMPLETED', { created: CREATED, ...result });
		wire.answer('GET', givenUrl, { body: completed });
		if (operation !== 'describe') wire.answer('GET', picture.url, { body: PNG });
		const execution = await run(givenUrl);

		expect(execution.error).toBeUndefined();
		const [item] = execution.items();
		expect(item?.json).toEqual({ ...expected, created: CREATED });
		expect(await pixazo.bytesOf(item)).toEqual(operation === 'describe' ? undefined : PNG);
		const looks = wire.sentTo(givenUrl);
		expect(looks).toHaveLength(3);
		for (const { headers } of looks) {
			expect(headers).toHaveProperty('ocp-apim-subscription-key', API_KEY);
		}
	});

	test('looks at a URL of another origin without the key', async () => {
		const elsewhere = 'https://queues.example/jobs/42';
		wire.answer('GET', elsewhere, { body: jobAnswer('COMPLETED', result) });
		const execution = await run(
			elsewhere,
			operation === 'describe' ? {} : { downloadImages: false },
		);
		expect(execution.error).toBeUndefined();
		expect(execution.items()[0]?.json).toMatchObject(expected);
		const [look] = wire.sentTo(elsewhere);
		expect(look?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});

	test.each([
		['FAILED', {}],
		['ERROR', { retries: 0 }],
	])('ends in an error when it is %s', async (status, options) => {
		const body = jobAnswer(status, { error: 'The picture is out of focus' });
		wire.answer('GET', givenUrl, { body });
		const execution = await run(givenUrl, options);
		for (const word of [status, 'out of focus', 'item 0', REQUEST_ID]) {
			expect(complaintOf(execution)).toContain(word);
		}
	});
});

test.each(IDEOGRAM_NODES)('$title takes the result of a job from its output', async (node) => {
	wire.answer('POST', `${node.endpoint}/generate`, { body: queuedAnswer });
	wire.answer('GET', queuedAnswer.polling_url, { body: completedAnswer });
	wire.answer('GET', CUTOUT_URL, { body: PNG });
	const execution = await pixazo.run({
		type: node.type,
		parameters: { prompt: 'A lighthouse', options: { pollInterval: 0.05 } },
	});
	const [item] = execution.items();
	expect(item?.json).toEqual({ url: CUTOUT_URL });
	expect(await pixazo.bytesOf(item)).toEqual(PNG);
});
