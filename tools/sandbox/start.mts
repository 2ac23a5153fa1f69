import { parseArgs } from 'node:util';
import { startSandbox } from './index.js';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4010' },
		'media-port': { type: 'string', default: '4011' },
		key: { type: 'string', default: 'sandbox-key' },
		'job-seconds': { type: 'string', default: '2' },
		json: { type: 'boolean', default: false },
	},
});

const { close, ...addresses } = await startSandbox({
	apiKey: values.key,
	port: Number(values.port),
	mediaPort: Number(values['media-port']),
	settings: { jobSeconds: Number(values['job-seconds']) },
}).catch((error) => {
	console.error(`The sandbox cannot start. ${error.message}`);
	process.exit(1);
});

const { gatewayUrl, mediaUrl, adminUrl, apiKey } = addresses;
const greeting = `
The sandbox is up. It stands in for Pixazo's gateway, and costs nothing.
Put this into an n8n credential "Pixazo API":

    API Key   ${apiKey}
    Base URL  ${gatewayUrl}

  Result links lead to      ${mediaUrl}
  What was asked of it      ${adminUrl}/requests
  What it would have cost   ${adminUrl}/charges

Ctrl+C ends it.
`;
console.log(values.json ? JSON.stringify(addresses) : greeting);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close());
