import { type Expectation, fails, RECOVERS, timesOut } from './expectations';
import { always, once, type Strike } from './strikes';

/** Something wrong with the queued job itself, and what each operation that looks at it is to make of it. */
export interface JobFault {
	readonly title: string;
	readonly strikes: readonly Strike[];
	readonly remove: Expectation;
	readonly waitForResult: Expectation;
	/** Reports what it sees, were it a failure: to ask for the status is not to ask for a success. */
	readonly getStatus: Expectation;
}

const REASON = 'No subject was found';
const WAIT_AGAIN = ['Wait for Result', 'Time Limit', 'paid for'];
const FREE: Expectation = { ...RECOVERS, charges: 0 };
const failsFree = (...says: string[]): Expectation => ({ ...fails(...says), charges: 0 });

const submitted = (job: NonNullable<Strike['fault']['job']>, times: 'once' | 'always'): Strike =>
	times === 'once' ? once({ job }, 'submit') : always({ job }, 'submit');

export const JOB_FAULTS: readonly JobFault[] = [
	{
		title: 'statuses that repeat and go backwards',
		strikes: [
			submitted(
				{ sequence: ['PROCESSING', 'QUEUED', 'QUEUED', 'PROCESSING', 'COMPLETED'] },
				'once',
			),
		],
		remove: RECOVERS,
		waitForResult: RECOVERS,
		getStatus: RECOVERS,
	},
	{
		title: 'a status that is documented nowhere, then done',
		strikes: [submitted({ sequence: ['MODERATING', 'MODERATING', 'COMPLETED'] }, 'once')],
		remove: RECOVERS,
		waitForResult: RECOVERS,
		getStatus: RECOVERS,
	},
	{
		title: 'a status that is documented nowhere, for ever',
		strikes: [submitted({ sequence: ['MODERATING'] }, 'once')],
		remove: timesOut('MODERATING', ...WAIT_AGAIN),
		waitForResult: timesOut('MODERATING', ...WAIT_AGAIN),
		getStatus: RECOVERS,
	},
	{
		title: 'a job that never ends',
		strikes: [submitted({ never: true }, 'once')],
		remove: timesOut('PROCESSING', ...WAIT_AGAIN),
		waitForResult: timesOut('PROCESSING', ...WAIT_AGAIN),
		getStatus: RECOVERS,
	},
	{
		title: 'FAILED',
		strikes: [submitted({ status: 'FAILED', error: REASON }, 'once')],
		remove: fails('FAILED', REASON, 'cost again'),
		waitForResult: fails('FAILED', REASON),
		getStatus: RECOVERS,
	},
	{
		title: 'ERROR once',
		strikes: [submitted({ status: 'ERROR', error: REASON }, 'once')],
		remove: RECOVERS,
		waitForResult: failsFree('ERROR', REASON, 'not charged'),
		getStatus: FREE,
	},
	{
		title: 'ERROR always',
		strikes: [submitted({ status: 'ERROR', error: REASON }, 'always')],
		remove: failsFree('ERROR', REASON, 'not charged', 'Try again later'),
		waitForResult: failsFree('ERROR', REASON, 'not charged'),
		getStatus: FREE,
	},
	{
		title: 'COMPLETED without an output',
		strikes: [once({ json: { request_id: 'job', status: 'COMPLETED', output: null } }, 'lookUp')],
		remove: fails('no link to its image', 'Get Status'),
		waitForResult: fails('no link to its image', 'Get Status'),
		getStatus: fails('no link to its image', 'Get Status'),
	},
	{
		title: 'COMPLETED with a link into the file system',
		strikes: [
			once(
				{ json: { status: 'COMPLETED', output: { media_url: ['file:///etc/passwd'] } } },
				'lookUp',
			),
		],
		remove: fails('no usable link', 'file:///etc/passwd'),
		waitForResult: fails('no usable link', 'file:///etc/passwd'),
		getStatus: fails('no usable link', 'file:///etc/passwd'),
	},
	...[1, -1].map((days) => ({
		title: `times told by a clock that is a day ${days > 0 ? 'ahead' : 'behind'}`,
		strikes: [always({ clockSkewMs: days * 86_400_000 }, 'lookUp')],
		remove: RECOVERS,
		waitForResult: RECOVERS,
		getStatus: RECOVERS,
	})),
];
