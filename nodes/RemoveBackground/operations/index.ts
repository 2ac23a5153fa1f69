import type { Operation } from '../../shared/operation';
import { getStatus } from './getStatus';
import { remove } from './remove';
import { submit } from './submit';
import { waitForResult } from './waitForResult';

/** All that the node can do; its dropdown, its fields and its dispatch come from this list. */
export const removeBackgroundOperations: [Operation, ...Operation[]] = [
	remove,
	submit,
	getStatus,
	waitForResult,
];
