import { execFileSync } from 'node:child_process';
import manifest from '../package.json' with { type: 'json' };

const LARGEST_BYTES = 160_000;

const packed = (): { size: number; files: Array<{ path: string }> } =>
	JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' }))[0];

const tracked = execFileSync('git', ['ls-files', 'nodes', 'credentials'], { encoding: 'utf8' })
	.trim()
	.split('\n');

describe('the published tarball', () => {
	const { size, files } = packed();

	it('holds what is built from nodes/ and credentials/, and the papers, and nothing else', () => {
		const built = tracked.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
		const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'index.js', 'package.json'];
		expect(files.map(({ path }) => path).sort()).toEqual([...built, ...papers].sort());
	});

	it('is small', () => {
		expect(size).toBeLessThan(LARGEST_BYTES);
	});

	it('depends on nothing at run time', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(Object.keys(manifest.peerDependencies)).toEqual(['n8n-workflow']);
	});
});
