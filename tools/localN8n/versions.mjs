// @ts-check
/**
 * @typedef {object} N8nVersion
 * @property {string} version what npm installs
 * @property {Record<string, string>} overrides for dependencies of n8n that npm cannot get as they are declared
 */

/** xlsx is declared with an address outside the registry. */
const XLSX = { xlsx: '0.18.5' };

/** The n8n of each major version that the package is tried with. */
export const N8N_VERSIONS = Object.freeze({
	1: {
		version: '1.123.81',
		// Newer ones want a newer @langchain/core than the one that this n8n pins.
		overrides: { ...XLSX, '@langchain/langgraph-checkpoint': '1.0.0' },
	},
	2: { version: '2.41.1', overrides: { ...XLSX, linkedom: '0.18.12' } },
});

/** @typedef {'1' | '2'} N8nMajor */

/** @type {readonly N8nMajor[]} */
export const N8N_MAJORS = ['1', '2'];

/**
 * @param {string} text
 * @returns {N8nMajor}
 * @throws {Error} if there is no such version here
 */
export function parseMajor(text) {
	const major = N8N_MAJORS.find((known) => known === text);
	if (major) return major;
	throw new Error(`--n8n is ${JSON.stringify(text)}; it can be ${N8N_MAJORS.join(' or ')}.`);
}

/** n8n 2 wants Node 24, and n8n 1 runs on it too. */
const NODE_VERSION = '24.21.0';

/** The package of the registry with the Node for this machine (Linux or macOS), headers included. */
export function nodePackage() {
	const { platform, arch } = process;
	const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
	return { name: `${prefix}-${platform}-${arch}`, version: NODE_VERSION };
}
