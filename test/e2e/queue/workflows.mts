import { inARow, nodeOf } from '../workflows.mjs';

type Credential = { readonly id: string; readonly name: string };

const PHOTO = 'Photo by Webhook';
const SUBMIT = 'Submit Request';
const WAIT = 'Wait for Result';
const ALL_IN_ONE = 'Remove Background';

/** The first example of this project: one node that submits and waits. Its webhook has that path. */
export const inOneNode = (path: string, credential: Credential) =>
	inARow('In one node', [
		webhook(path),
		removeBackground(ALL_IN_ONE, { operation: 'remove', ...FROM_FILE }, credential),
		answer(ALL_IN_ONE),
	]);

/**
 * Submits, waits, and keeps a row in a data table for as long as there is something to wait for. Its webhook has that
 * path, the table a column `request_id`.
 */
export const withTable = (path: string, credential: Credential, tableId: string) =>
	inARow('With a table', [
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

function webhook(path: string) {
	const parameters = { httpMethod: 'POST', path, responseMode: 'responseNode' };
	return nodeOf(PHOTO, 'n8n-nodes-base.webhook', 2.1, parameters, { webhookId: path });
}

type NodeParameters = Record<string, unknown>;

const removeBackground = (name: string, parameters: NodeParameters, pixazoApi: Credential) =>
	nodeOf(name, 'n8n-nodes-pixazo.removeBackground', 1, parameters, { credentials: { pixazoApi } });

const dataTable = (name: string, tableId: string, parameters: NodeParameters) =>
	nodeOf(name, 'n8n-nodes-base.dataTable', 1.1, {
		resource: 'row',
		dataTableId: { __rl: true, mode: 'id', value: tableId },
		...parameters,
	});

/** Sends the image of that node. */
const answer = (node: string) =>
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
