import type { Operation } from '../../shared/items/operation';
import { getStatus } from '../../shared/jobs/operations/getStatus';
import { waitForResult } from '../../shared/jobs/operations/waitForResult';
import { remove } from './remove';
import { submit } from './submit';

/** All that the node can do. Its menu, its fields, and its dispatch come from this list. */
export const removeBackgroundOperations: [Operation, ...Operation[]] = [
	remove,
	submit,
	getStatus(),
	waitForResult(),
];
