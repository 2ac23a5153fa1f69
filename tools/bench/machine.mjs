// @ts-check
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, totalmem, type } from 'node:os';

const require = createRequire(import.meta.url);

/** @returns {import('./report/document.js').Machine} */
export function thisMachine() {
	const [cpu] = cpus();
	return {
		cpu: cpu?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryBytes: totalmem(),
		system: `${type()}, ${arch()}`,
		load: loadavg()[0] ?? NaN,
		versions: {
			'n8n-nodes-pixazo': require('../../package.json').version,
			'n8n-core': require('n8n-core/package.json').version,
			'n8n-workflow': require('n8n-workflow/package.json').version,
			'Node.js': process.versions.node,
		},
	};
}
