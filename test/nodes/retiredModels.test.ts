import { GATEWAY } from '../support/gateway';
import { complaintOf, jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();

const COMPANY_GATEWAY = 'https://images.company.example';
const MODEL_NOT_FOUND = {
	error: 'Model not found',
	message: "Model 'ideogram' not found or is disabled",
};
const GONE = ['Pixazo does not offer Ideogram V2', 'Pixazo listed Ideogram V4', 'pixazo.ai/models'];

test.each([
	[400, MODEL_NOT_FOUND, GATEWAY, [...GONE, "The API says: Model not found: Model 'ideogram'"]],
	[400, { message: 'This model is disabled' }, COMPANY_GATEWAY, GONE],
	[400, { error: 'Bad Request', message: 'No prompt' }, GATEWAY, ['refused', 'No prompt']],
	[410, {}, COMPANY_GATEWAY, GONE],
	[404, { statusCode: 404, message: 'Resource not found' }, GATEWAY, GONE],
	[404, {}, COMPANY_GATEWAY, ['no endpoint for Ideogram V2', 'Base URL', 'retired', 'V4']],
])(
	'HTTP %i with %j from %s says what became of the model',
	async (status, body, baseUrl, words) => {
		const pixazo = new Pixazo(baseUrl);
		wire.answer('POST', `${baseUrl}/ideogramV_2/v1/generate`, { status, body });
		const execution = await pixazo.run({
			type: 'n8n-nodes-pixazo.ideogram',
			parameters: { prompt: 'A lighthouse' },
			items: [jsonItem()],
		});
		for (const word of words) expect(complaintOf(execution)).toContain(word);
		expect(complaintOf(execution)).not.toContain('charged');
	},
);
