import {
	isWebPage,
	notJson,
	reasonIn,
	statusFailure,
} from '../../../../nodes/shared/http/statusFailures';

const PAID = { kind: 'paid', withKey: true, model: 'Ideogram V2', isDefaultGateway: true } as const;
const CHECK = { kind: 'check', withKey: true, isDefaultGateway: true } as const;
const GONE = { error: 'Model not found', message: "Model 'x' not found or is disabled" };
const POOR = { message: 'The balance is insufficient to proceed' };

test.each([
	[302, {}, PAID, /redirect.*must not travel/s],
	[400, {}, PAID, /refused the request.*Check the parameters/s],
	[400, GONE, PAID, /does not offer Ideogram V2.*Ideogram V4.*pixazo\.ai\/models.*is disabled/s],
	[400, { error: 'This model has been disabled' }, PAID, /does not offer Ideogram V2/],
	[400, { error: 'The safety checker cannot be disabled for this model' }, PAID, /parameters/],
	[400, { error: 'The model needs a checker that cannot be disabled' }, PAID, /parameters/],
	[410, {}, PAID, /does not offer Ideogram V2/],
	[404, {}, PAID, /does not offer Ideogram V2/],
	[
		404,
		{},
		{ ...PAID, isDefaultGateway: false },
		/no endpoint for Ideogram V2.*Base URL.*retired/s,
	],
	[404, {}, CHECK, /knows no request.*account/s],
	[401, {}, PAID, /key was not accepted/],
	[401, {}, { ...CHECK, withKey: false }, /API key, which was not sent.*request ID/s],
	[402, {}, PAID, /out of credits/],
	[403, {}, PAID, /not allowed.*subscription/s],
	[403, { message: 'Insufficient permissions' }, PAID, /not allowed.*subscription/s],
	[403, POOR, PAID, /out of credits.*The API says: The balance is insufficient/s],
	[408, {}, PAID, /gave up waiting/],
	[413, {}, PAID, /too large.*smaller/s],
	[418, {}, PAID, /refused/],
	[429, {}, PAID, /limiting.*"Retries"/s],
	[502, {}, CHECK, /could not handle/],
	[700, {}, CHECK, /unknown status/],
])('HTTP %i with %j says what to do', (status, json, asked, words) => {
	const { message, description, httpCode } = statusFailure(status, json, asked);
	expect(`${message}\n${description}`).toMatch(words);
	expect(message).toContain(`(HTTP ${status})`);
	expect(httpCode).toBe(String(status));
});

test.each([
	[{ error: 'Bad Request', message: 'No such field' }, 'Bad Request: No such field'],
	[{ error: 'Twice', message: 'Twice' }, 'Twice'],
	[{ error: { code: 'RATE_LIMIT', message: 'Wait 60 s' } }, 'RATE_LIMIT: Wait 60 s'],
	[{ success: false, error: { message: 'No' } }, 'No'],
	[{ statusCode: 401, message: 'Denied' }, 'Denied'],
	[{ detail: 'Not here' }, 'Not here'],
	[{ error: 'x'.repeat(9000) }, 'x'.repeat(500)],
	[{ detail: [{ loc: ['body', 'prompt'], msg: 'field required' }, 'b'] }, 'field required: b'],
	[{ errors: [{ message: 'No' }], error: { error: { message: 'Deep' } } }, 'Deep: No'],
	[{ error: null, message: 7 }, ''],
	['text', ''],
	[undefined, ''],
])('the reason in %j is found', (json, reason) => {
	expect(reasonIn(json)).toBe(reason);
});

test.each([
	['<!DOCTYPE html>', undefined, true],
	['\ufeff <HTML lang="en">', 'application/octet-stream', true],
	['Blocked', 'text/html; charset=utf-8', true],
	['<?xml version="1.0"?><Error/>', 'application/xml', false],
])('%j of the type %s is a web page: %s', (text, type, isPage) => {
	expect(isWebPage(text, type)).toBe(isPage);
});

test.each([
	[undefined, 'a very long answer'],
	[' ', 'nothing'],
	['<!DOCTYPE html><p>Hi', 'a web page (HTML)'],
	['<?xml version="1.0"?><Error/>', 'text'],
	['{"created": "2026', 'text'],
])('an answer of %j is said to be %s', (text, kind) => {
	expect(notJson(text).message).toBe(`The gateway sent ${kind} instead of JSON`);
});
