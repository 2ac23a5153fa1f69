/*
 * Which values of the credential can be used. The credential's test puts these regular expressions into n8n
 * expressions, where `URL` isn't available, so that the test and the nodes agree.
 */

/**
 * The characters that a header can have (RFC 9110, section 5.5). n8n would drop the others and send a different key.
 */
export const SENDABLE_KEY = /^[\t\x20-\x7e\x80-\xff]+$/;

/** http(s) only, without a user name or password. */
export const GATEWAY_ADDRESS = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]|$)/i;

/**
 * The part of the entered address that isn't part of the Base URL: slashes at the end, a query, and a fragment. At
 * Pixazo's own gateway also any path, because Pixazo's pages give addresses with a path as "Base URL".
 */
export const BEYOND_BASE_URL =
	/(?<=^https?:\/\/gateway\.pixazo\.ai(?::\d*)?)[/?#].*|\/*(?:[?#].*)?$/is;

/**
 * The address that paths of endpoints are relative to. It ends with a slash. Undefined if the value can't be used.
 */
export function gatewayBase(value: unknown): URL | undefined {
	if (typeof value !== 'string') return undefined;
	const address = value.trim();
	const base = `${address.replace(BEYOND_BASE_URL, '')}/`;
	return GATEWAY_ADDRESS.test(address) && URL.canParse(base) ? new URL(base) : undefined;
}

/** The key without spaces at its ends. Undefined if it is empty or can't be sent. */
export function usableKey(value: unknown): string | undefined {
	const key = typeof value === 'string' ? value.trim() : '';
	return SENDABLE_KEY.test(key) ? key : undefined;
}
