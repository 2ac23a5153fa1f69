import type { Operation } from '../../shared/items/operation';
import { getStatus } from '../../shared/jobs/operations/getStatus';
import { waitForResult } from '../../shared/jobs/operations/waitForResult';
import { remove } from './remove';
import { submit } from './submit';

/** All operations of the node. Its menu and fields are made from this list. */
export const removeBackgroundOperations: [Operation, ...Operation[]] = [
	remove,
	submit,
	getStatus(),
	waitForResult(),
];
