import nock from 'nock';
import type { RunNodeOptions } from '../../tools/n8nCore/runNode';
import { picture } from '../support/answers';
import { REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { OpenOrigin, type OriginAnswer } from '../support/openOrigin';
import { Pixazo } from '../support/pixazo';

let pixazo: Pixazo;
let gateway: OpenOrigin;
let media: OpenOrigin;
let download: OriginAnswer;

beforeAll(async () => {
	nock.restore();
	pixazo = await Pixazo.start();
	media = await OpenOrigin.open(() => download);
	gateway = await OpenOrigin.open((target) =>
		target.endsWith('generate')
			? { body: { data: [{ ...picture, url: `${media.url}/paid.png?exp=1&sig=2` }] } }
			: { status: 500 },
	);
});
afterAll(async () => await Promise.all([gateway.close(), media.close()]));

/** What an item says that failed and was let through. */
async function errorItem(
	type: string,
	parameters: RunNodeOptions['parameters'],
	onError: 'continueRegularOutput' | 'continueErrorOutput',
): Promise<string> {
	const execution = await pixazo.run({
		type,
		parameters: { ...parameters, options: { timeout: 3, retries: 0 } },
		credentials: { pixazoApi: { apiKey: 'a-key-for-paid-work', baseUrl: gateway.url } },
		onError,
	});
	expect(execution.error).toBeUndefined();
	const output = onError === 'continueErrorOutput' ? 1 : 0;
	return JSON.stringify(execution.items(undefined, output).map(({ json }) => json));
}

const WAYS_ON = ['continueRegularOutput', 'continueErrorOutput'] as const;

describe.each(WAYS_ON)('with %s, an item that fails names what was paid for it', (onError) => {
	test.each<[string, OriginAnswer]>([
		['is gone', { status: 410 }],
		['is out of order', { status: 500 }],
		['shows a web page', { body: '<html>Sign in</html>' }],
	])('when the link to its image %s', async (_what, answer) => {
		download = answer;
		const said = await errorItem(V2.type, { prompt: 'A lighthouse' }, onError);
		expect(said).toContain(`${media.url}/paid.png?exp=1&sig=2`);
	});

	test.each(['getStatus', 'waitForResult'])('when %s cannot look', async (operation) => {
		const request = 'ideogram-remove-background_019d3a5e';
		const said = await errorItem(REMOVE_BACKGROUND, { operation, request }, onError);
		expect(said).toContain(request);
	});
});
