import type { Operation } from '../../shared/items/operation';
import { SLOWER_POLL_INTERVAL } from '../../shared/items/options';
import { getStatus } from '../../shared/jobs/operations/getStatus';
import { waitForResult } from '../../shared/jobs/operations/waitForResult';
import { expectedOf, MEDIA_FIELD } from '../results';
import { run } from './run';

/** All operations of the node. Its menu and fields are made from this list. */
export const pixazoOperations: [Operation, ...Operation[]] = [
	run,
	getStatus(expectedOf, MEDIA_FIELD),
	waitForResult(expectedOf, MEDIA_FIELD, SLOWER_POLL_INTERVAL),
];
