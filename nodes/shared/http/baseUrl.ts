/*
 * What of a credential's two texts can be used. The credential's test puts these expressions into its own n8n expressions,
 * where `URL` is not at hand, so that it and the nodes agree.
 */

/** A header carries no other characters (RFC 9110, section 5.5). n8n would leave them out and send a different key. */
export const SENDABLE_KEY = /^[\t\x20-\x7e\x80-\xff]+$/;

/** http(s) only, and neither a user name nor a password before the host. */
export const GATEWAY_ADDRESS = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]|$)/i;

/**
 * What follows the Base URL in the address that somebody entered: slashes at its end, a query, a fragment. At Pixazo's own
 * gateway any path, since its pages call an endpoint's address without its last part "Base URL".
 */
export const BEYOND_BASE_URL =
	/(?<=^https?:\/\/gateway\.pixazo\.ai(?::\d*)?)[/?#].*|\/*(?:[?#].*)?$/is;

/** The address that endpoints' paths are relative to; it ends with a slash. Undefined if the value is not one. */
export function gatewayBase(value: unknown): URL | undefined {
	if (typeof value !== 'string') return undefined;
	const address = value.trim();
	const base = `${address.replace(BEYOND_BASE_URL, '')}/`;
	return GATEWAY_ADDRESS.test(address) && URL.canParse(base) ? new URL(base) : undefined;
}

/** The key without the blanks around it. Undefined if nothing is left, or something that cannot be sent. */
export function usableKey(value: unknown): string | undefined {
	const key = typeof value === 'string' ? value.trim() : '';
	return SENDABLE_KEY.test(key) ? key : undefined;
}
