import type { ICredentialType, INodeParameters } from 'n8n-workflow';
import { drawPhoto, YELLOW } from '../sandbox/images/photo';
import { testCredential } from '../n8nCore/credentialTest';
import { startEngine } from '../n8nCore/engine';
import { loadBuiltPackage } from '../n8nCore/package';
import { runNode } from '../n8nCore/runNode';
import { describedOperations } from '../sandbox/description';
import { differences } from './findings';
import { startRecorder } from './recorder';

export interface LiveOptions {
	readonly apiKey: string;
	/** undefined: the default of the credential */
	readonly baseUrl: string | undefined;
	/** whether to run what costs money, too */
	readonly isPaid: boolean;
	/** prints a line */
	readonly say: (line: string) => void;
}

interface Step {
	readonly title: string;
	readonly node: string;
	readonly parameters: INodeParameters;
	readonly isPaid?: true;
}

const STEPS: readonly Step[] = [
	{
		title: 'Flux 1 Schnell (listed as free)',
		node: 'pixazo',
		parameters: {
			operation: 'run',
			model: 'other',
			path: 'flux-1-schnell/v1/getData',
			body: '{ "prompt": "A lighthouse at dusk", "num_steps": 4, "height": 512, "width": 512 }',
		},
	},
	{
		title: 'Remove Background (listed at 0.01 USD)',
		node: 'removeBackground',
		parameters: { operation: 'remove', inputSource: 'binary' },
		isPaid: true,
	},
	{
		title: 'Ideogram V4',
		node: 'ideogram4',
		parameters: { operation: 'generate', prompt: 'A lighthouse at dusk', imageSize: 'square' },
		isPaid: true,
	},
];

/** Runs the credential's test and some operations with a real key. @returns what was exchanged, and what was found */
export async function runLive(options: LiveOptions) {
	const { apiKey, isPaid, say } = options;
	const built = await loadBuiltPackage();
	const credentialType = built.credentials.pixazoApi;
	if (!credentialType) throw new Error('The package has no credential "pixazoApi".');
	const recorder = await startRecorder(options.baseUrl ?? defaultBaseUrl(credentialType));
	const key = { apiKey, baseUrl: recorder.url };
	const findings: string[] = [];
	const find = (finding: string) => {
		findings.push(finding);
		say(`  ! ${finding}`);
	};

	const { status, message } = await testCredential(credentialType, key);
	say(`The credential's test: ${message}`);
	if (status !== 'OK') find(`The credential's test: ${message}`);
	// It asks for a job that does not exist, so its answer is none that is described.
	const tested = recorder.exchanges.length;

	const engine = await startEngine({ types: built, credentials: { pixazoApi: key } });
	const data = await engine.storeBinary(await drawPhoto(YELLOW), 'photo.png', 'image/png');
	for (const { title, node, parameters, ...step } of STEPS) {
		if (step.isPaid && !isPaid) continue;
		const startedAtMs = Date.now();
		const execution = await runNode(engine, {
			...{ type: `n8n-nodes-pixazo.${node}`, parameters },
			items: [{ json: {}, binary: { data } }],
		});
		const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
		const { error } = execution;
		const file = execution.items()[0]?.binary?.data;
		const result = file ? `${file.mimeType}, ${file.fileSize}` : 'no file';
		say(`${title}: ${error ? 'failed' : result}, ${seconds} s`);
		if (error) find(`${title}: ${error.message} ${error.description ?? ''}`);
		else if (!file) find(`${title}: no file came out`);
	}
	await recorder.close();
	const operations = describedOperations();
	for (const exchange of recorder.exchanges.slice(tested)) {
		say(`  ${exchange.method} ${exchange.path}: ${exchange.status}, ${exchange.tookMs} ms`);
		differences(exchange, operations).forEach(find);
	}
	return { findings, exchanges: recorder.exchanges };
}

const defaultBaseUrl = ({ properties }: ICredentialType): string =>
	`${properties.find(({ name }) => name === 'baseUrl')?.default}`;
