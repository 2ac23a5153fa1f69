import { z } from 'zod';
import { faultSchema } from './faults';

/** A request to one of the two origins. */
export const exchangeSchema = z.object({
	/** milliseconds since 1970 */
	at: z.number(),
	method: z.string(),
	path: z.string(),
	kind: z.enum(['paid', 'check', 'result', 'unknown']),
	/** whether a key came along, right or wrong; the key itself is never logged */
	keyHeader: z.boolean(),
	/** what was done to the answer, if anything */
	fault: faultSchema.optional(),
	/** null while there is no answer, and forever when a fault gave none */
	status: z.number().nullable(),
	/** how long the answer took, until its last byte was sent */
	tookMs: z.number().optional(),
});

/** A request to the gateway. Long texts are cut. */
export const requestSchema = exchangeSchema.extend({
	/** undefined for a path that the description does not know */
	operationId: z.string().optional(),
	headers: z.record(z.unknown()),
	json: z.record(z.unknown()).optional(),
	/** of a multipart body; files have a name and a type, texts are shown */
	parts: z
		.array(
			z.object({
				name: z.string(),
				bytes: z.number(),
				fileName: z.string().optional(),
				contentType: z.string().optional(),
				text: z.string().optional(),
			}),
		)
		.optional(),
	prompt: z.string().optional(),
	/** SHA-256 of the image that came along */
	imageHash: z.string().optional(),
	/** why the request was refused */
	rejected: z.string().optional(),
	requestId: z.string().optional(),
	/** whether it was taken for payment; a job that will end in ERROR is charged and refunded */
	charged: z.boolean(),
	refunded: z.boolean().optional(),
});

/** A callback to a webhook URL; `status` is 0 while there is no answer, and when there was none. */
export const callbackSchema = z.object({
	at: z.number(),
	url: z.string(),
	requestId: z.string(),
	status: z.number(),
});

/** What a vendor would have charged, and would have refunded because the job ended in ERROR. */
export const billSchema = z.object({
	count: z.number(),
	refunded: z.number(),
	requestIds: z.array(z.string()),
});

export type LoggedExchange = z.infer<typeof exchangeSchema>;
export type LoggedRequest = z.infer<typeof requestSchema>;
type Callback = z.infer<typeof callbackSchema>;

const MAX_ENTRIES = 50_000;

/** Remembers the requests to the sandbox. The oldest entries go first. */
export class Ledger {
	readonly requests: LoggedRequest[] = [];

	readonly downloads: LoggedExchange[] = [];

	readonly callbacks: Callback[] = [];

	private ordinal = 0;

	/** @returns 1, 2, 3, and so on, from the start or the last reset */
	nextOrdinal = (): number => ++this.ordinal;

	/** @returns the entry, which the caller completes as the exchange goes on */
	note<Entry>(entries: Entry[], entry: Entry): Entry {
		entries.push(entry);
		if (entries.length > MAX_ENTRIES) entries.shift();
		return entry;
	}

	bill(): z.infer<typeof billSchema> {
		const charged = this.requests.filter((request) => request.charged);
		const standing = charged.filter(({ refunded }) => !refunded);
		const requestIds = standing.flatMap(({ requestId }) => requestId ?? []);
		const refunded = charged.length - standing.length;
		return { count: standing.length, refunded, requestIds };
	}

	reset(): void {
		for (const entries of [this.requests, this.downloads, this.callbacks]) entries.length = 0;
		this.ordinal = 0;
	}
}
