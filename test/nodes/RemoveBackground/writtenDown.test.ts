import {
	completedAnswer,
	pictureAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
} from '../../support/answers';
import { API_KEY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../../support/gateway';
import { nodesLog } from '../../support/log';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
const options = { downloadImages: false, pollInterval: 0.1 };
const photo = { inputSource: 'url', imageUrl: 'https://example.com/photo.png' };

/** What is written to n8n's log while `work` is done. */
async function logOf(work: (pixazo: Pixazo) => Promise<unknown>): Promise<string[]> {
	const log = await nodesLog();
	const info = jest.spyOn(log, 'info').mockImplementation(() => {});
	await work(await Pixazo.start());
	const lines = info.mock.calls.map((line) => JSON.stringify(line));
	info.mockRestore();
	return lines;
}

test.each(['remove', 'submit'])(
	'%s writes a request into the log before it waits for it',
	async (operation) => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		const lines = await logOf(async (pixazo) => {
			const parameters = { operation, ...photo, options };
			await pixazo.run({ type: REMOVE_BACKGROUND, parameters });
		});
		expect(lines).toHaveLength(1);
		for (const word of [REQUEST_ID, POLLING_URL, 'item 0']) expect(lines[0]).toContain(word);
		expect(lines[0]).not.toContain(API_KEY);
	},
);

test('what is answered at once is not written there', async () => {
	wire.answer('POST', `${V2.endpoint}/generate`, { body: pictureAnswer });
	const lines = await logOf(async (pixazo) => {
		await pixazo.run({ type: V2.type, parameters: { prompt: 'A lighthouse', options } });
	});
	expect(lines).toEqual([]);
});
