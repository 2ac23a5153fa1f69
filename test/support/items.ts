import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { Execution } from '../../tools/n8nCore/execution';

export const jsonItem = (json: INodeExecutionData['json'] = {}): INodeExecutionData => ({ json });

/** The setting of a node under which an item that fails becomes an error item. */
export const CONTINUE = { onError: 'continueRegularOutput' } satisfies Partial<INode>;

/** What ended the execution, as its reader sees it: message and description. */
export const complaintOf = ({ error }: Execution): string =>
	error === undefined ? '' : `${error.message}\n${error.description ?? ''}`;
