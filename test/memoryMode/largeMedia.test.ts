import nock from 'nock';
import { GATEWAY } from '../support/gateway';
import { complaintOf } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const HOST = 'https://media.pixazo.example';
// One more than the node takes in memory mode.
const VIDEO = Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1')], 101 * 1024 * 1024);

test("a video too large for n8n's memory is an error that names its link and what to set", async () => {
	const pixazo = new Pixazo();
	const url = `${GATEWAY}/flux-1-schnell/v1/getData`;
	wire.answer('POST', url, { body: { video: `${HOST}/clip.mp4` } });
	nock(HOST).get('/clip.mp4').reply(200, VIDEO);
	const execution = await pixazo.run({
		type: 'n8n-nodes-pixazo.pixazo',
		parameters: { model: 'flux-1-schnell/v1/getData', field_prompt: 'A kite' },
	});
	const complaint = complaintOf(execution);
	expect(complaint).toContain('larger than 100 MB');
	expect(complaint).toContain(`${HOST}/clip.mp4`);
	expect(complaint).toContain('N8N_DEFAULT_BINARY_DATA_MODE=filesystem');
});
