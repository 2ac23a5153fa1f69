import nock, { type ReplyHeaders } from 'nock';

/** A request as it left, with the bytes of its body. */
export interface SentRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export interface WireAnswer {
	readonly status?: number;
	readonly headers?: ReplyHeaders;
	/** An object goes out as JSON, everything else as it is. */
	readonly body?: object | string | Buffer;
	/** How often to answer so; 1 unless given. */
	readonly times?: number;
	/** Answer only requests that have this text in their JSON. */
	readonly containing?: string;
	readonly delayMs?: number;
}

/** Stands at the wire: answers requests as it was told, keeps them, and lets none out. */
export class Wire {
	readonly sent: SentRequest[] = [];
	/** What was asked for though no answer was prepared. */
	readonly unanswered: string[] = [];

	/** The next `times` requests of this method and URL are answered so. */
	answer(method: 'GET' | 'POST', url: string, answer: WireAnswer): void {
		const { status = 200, headers, body = '', times = 1, delayMs = 0 } = answer;
		const { containing } = answer;
		const { origin, pathname, search } = new URL(url);
		const scope = nock(origin);
		scope.on('request', (request, _interceptor, text: string) => {
			this.sent.push({
				method,
				url,
				headers: headersOf(request),
				// nock hands over what is not UTF-8 as hexadecimal digits; these are the dashes that a form begins with.
				body: Buffer.from(text, text.startsWith('2d2d') ? 'hex' : 'utf8'),
			});
		});
		const isMeant = (json: unknown) => JSON.stringify(json).includes(containing ?? '');
		scope
			.intercept(`${pathname}${search}`, method, containing === undefined ? undefined : isMeant)
			.times(times)
			.delay(delayMs)
			.reply(status, body, headers);
	}

	/** Requests to this URL, in the order they were sent. */
	sentTo(url: string): SentRequest[] {
		return this.sent.filter((request) => request.url === url);
	}

	readonly noteUnanswered = (request: { method?: string; path?: string }): void => {
		this.unanswered.push(`${request.method} ${request.path}`);
	};

	clear(): void {
		nock.cleanAll();
		this.sent.length = 0;
		this.unanswered.length = 0;
	}
}

export function interceptRequests(): void {
	if (!nock.isActive()) nock.activate();
	nock.disableNetConnect();
}

/** The next file of the same process may use real sockets. */
export function letRequestsPass(): void {
	nock.enableNetConnect();
	nock.restore();
}

/** A wire for all tests of a file; fails each test that sent something nobody had prepared an answer for. */
export function useWire(): Wire {
	const wire = new Wire();
	beforeAll(() => {
		interceptRequests();
		nock.emitter.on('no match', wire.noteUnanswered);
	});
	afterEach(() => {
		const unanswered = [...wire.unanswered];
		wire.clear();
		expect(unanswered).toEqual([]);
	});
	afterAll(() => {
		nock.emitter.off('no match', wire.noteUnanswered);
		letRequestsPass();
	});
	return wire;
}

export const jsonOf = ({ body }: SentRequest): unknown => JSON.parse(body.toString());

const headersOf = ({ headers }: { headers: object }): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
