import { type Expectation, fails, refused, unclear } from './expectations';

/** A server that cannot be talked to at all. Tried on the gateway itself and on a link to an input image. */
export interface Unreachable {
	readonly title: string;
	/** @param plainUrl of a server that speaks HTTP without TLS. */
	readonly url: (plainUrl: string) => string;
	readonly submit: Expectation;
	readonly lookUp: Expectation;
	readonly inputLink: Expectation;
}

/** No request left, so the paid one is tried again as well; and nothing can be charged. */
const neverArrives = (...says: string[]) => ({
	submit: refused(...says),
	lookUp: fails(...says),
	inputLink: refused(...says),
});

export const UNREACHABLE: readonly Unreachable[] = [
	{
		title: 'connection refused',
		url: () => 'http://127.0.0.1:1',
		...neverArrives('Nothing accepts connections', 'Base URL', 'ECONNREFUSED'),
	},
	{
		title: 'a name that no server has',
		url: () => 'http://nowhere.invalid',
		...neverArrives('No server is known by that name', 'Base URL', 'ENOTFOUND'),
	},
	{
		title: 'TLS spoken to a server that has none',
		url: (plainUrl) => plainUrl.replace('http:', 'https:'),
		submit: unclear(0, 'connection', 'EPROTO'),
		lookUp: fails('connection', 'EPROTO'),
		inputLink: refused('connection', 'EPROTO'),
	},
];
