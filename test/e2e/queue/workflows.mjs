// @ts-check
import { inARow, nodeOf } from '../n8n/pinnedWorkflow.mjs';

/** @typedef {{ id: string, name: string }} Credential */

const PHOTO = 'Photo by Webhook';
const SUBMIT = 'Submit Request';
const WAIT = 'Wait for Result';
const ALL_IN_ONE = 'Remove Background';

/**
 * The first example of this project: one node that submits and waits.
 *
 * @param {string} path of its webhook
 * @param {Credential} credential
 */
export const inOneNode = (path, credential) =>
	workflowOf('In one node', [
		webhook(path),
		removeBackground(ALL_IN_ONE, { operation: 'remove', ...FROM_FILE }, credential),
		answer(ALL_IN_ONE),
	]);

/**
 * Submits, waits, and keeps a row in a data table for as long as there is something to wait for.
 *
 * @param {string} path of its webhook
 * @param {Credential} credential
 * @param {string} tableId with a column `request_id`
 */
export const withTable = (path, credential, tableId) =>
	workflowOf('With a table', [
		webhook(path),
		removeBackground(SUBMIT, { operation: 'submit', ...FROM_FILE }, credential),
		dataTable('Keep the Request', tableId, {
			operation: 'insert',
			columns: { mappingMode: 'defineBelow', value: { request_id: REQUEST_ID } },
		}),
		removeBackground(WAIT, { operation: 'waitForResult', request: REQUEST_ID }, credential),
		answer(WAIT),
		dataTable('Forget the Request', tableId, {
			operation: 'deleteRows',
			filters: { conditions: [{ keyName: 'request_id', condition: 'eq', keyValue: REQUEST_ID }] },
		}),
	]);

const FROM_FILE = Object.freeze({ inputSource: 'binary', binaryPropertyName: 'data' });
const REQUEST_ID = `={{ $('${SUBMIT}').item.json.request_id }}`;

/** @param {string} name @param {Array<ReturnType<typeof nodeOf>>} nodes */
const workflowOf = (name, nodes) => ({
	name,
	nodes,
	connections: inARow(nodes.map((node) => node.name)),
});

/** @param {string} path */
const webhook = (path) => ({
	...nodeOf(PHOTO, 'n8n-nodes-base.webhook', 2.1, {
		httpMethod: 'POST',
		path,
		responseMode: 'responseNode',
	}),
	webhookId: path,
});

/**
 * @param {string} name
 * @param {Record<string, unknown>} parameters
 * @param {Credential} credential
 */
const removeBackground = (name, parameters, credential) => ({
	...nodeOf(name, 'n8n-nodes-pixazo.removeBackground', 1, parameters),
	credentials: { pixazoApi: credential },
});

/** @param {string} name @param {string} tableId @param {Record<string, unknown>} parameters */
const dataTable = (name, tableId, parameters) =>
	nodeOf(name, 'n8n-nodes-base.dataTable', 1.1, {
		resource: 'row',
		dataTableId: { __rl: true, mode: 'id', value: tableId },
		...parameters,
	});

/** @param {string} node whose image it sends */
const answer = (node) =>
	nodeOf('Answer with PNG', 'n8n-nodes-base.respondToWebhook', 1.5, {
		respondWith: 'binary',
		responseDataSource: 'set',
		inputFieldName: 'data',
		options: {
			responseHeaders: {
				entries: [{ name: 'x-request-id', value: `={{ $('${node}').item.json.request_id }}` }],
			},
		},
	});
