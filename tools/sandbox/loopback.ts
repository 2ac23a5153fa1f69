const HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @returns whether an address leads to this machine; the sandbox calls no other */
export const isLoopback = ({ protocol, hostname }: URL): boolean =>
	/^https?:$/.test(protocol) && HOSTS.has(hostname);
