import { completedAnswer, imageAnswer } from '../support/answers';
import { API_KEY, REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const options = { downloadImages: false };

test('endpoints and request IDs are below the path of the Base URL, and get the key', async () => {
	const root = 'https://company.example/pixazo';
	wire.answer('POST', `${root}/ideogramV_2/v1/generate`, { body: imageAnswer });
	wire.answer('GET', `${root}/v2/requests/status/job_1.a-b`, { body: completedAnswer });
	const pixazo = new Pixazo(` ${root}/ `, ` \t${API_KEY}\n`);
	await pixazo.run({ type: V2.type, parameters: { prompt: 'A lighthouse', options } });
	const parameters = { operation: 'getStatus', request: 'job_1.a-b', options };
	await pixazo.run({ type: REMOVE_BACKGROUND, parameters });
	const headers = { 'ocp-apim-subscription-key': API_KEY };
	expect(wire.sent).toMatchObject([{ headers }, { headers }]);
});

test('a polling URL on the origin of the Base URL gets the key, however it is written', async () => {
	const request = 'https://GATEWAY.pixazo.ai:443/jobs/1';
	wire.answer('GET', new URL(request).href, { body: completedAnswer });
	const parameters = { operation: 'getStatus', request, options };
	await new Pixazo().run({ type: REMOVE_BACKGROUND, parameters });
	expect(wire.sent).toMatchObject([{ headers: { 'ocp-apim-subscription-key': API_KEY } }]);
});
