/** The used parts of two packages without types. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	interface ScanResult {
		passed: boolean;
		message?: string;
		details?: string;
		error?: unknown;
	}
	export const SOURCE_FILE_PATTERNS: string[];
	export function analyzePackage(directory: string, patterns?: string[]): Promise<ScanResult>;
}

declare module 'eslint-plugin-n8n-nodes-base' {
	import type { ESLint, Linter } from 'eslint';

	type RuleSet = { rules: Record<string, Linter.RuleSeverity> };
	const plugin: ESLint.Plugin & {
		configs: { community: RuleSet; credentials: RuleSet; nodes: RuleSet };
	};
	export default plugin;
}
