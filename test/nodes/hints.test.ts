import { pictureAnswer } from '../support/answers';
import { IDEOGRAM_NODES } from '../support/gateway';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();

describe.each(IDEOGRAM_NODES)('$title', ({ type, endpoint }) => {
	test.each([
		['warns that "Retry On Fail" pays again, when it is on', true, [/paid for again/]],
		['has nothing to warn of otherwise', false, []],
	])('%s', async (_what, retryOnFail, warnings) => {
		wire.answer('POST', `${endpoint}/generate`, { body: pictureAnswer });
		const pixazo = await Pixazo.start();
		const parameters = { prompt: 'A lighthouse', options: { downloadImages: false } };
		const execution = await pixazo.run({ type, parameters, retryOnFail });
		const hints = execution.runData.Node?.at(-1)?.hints ?? [];
		expect(hints.map(({ message }) => message)).toEqual(
			warnings.map((warning) => expect.stringMatching(warning)),
		);
	});
});
