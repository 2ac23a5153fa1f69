import type { NodeExecutionHint, NodeHint } from 'n8n-workflow';

/** Shown next to the output if the files weren't downloaded. */
export const LINKS_EXPIRE: NodeHint = {
	message:
		'Links to results expire within a day. Turn on "Download Images" in the options to keep the images themselves.',
	displayCondition: '={{ $parameter["options"]["downloadImages"] === false }}',
	whenToDisplay: 'afterExecution',
	location: 'outputPane',
};

/** Shown next to the output if **Retry On Fail** is on. */
export const RETRY_PAYS_AGAIN: NodeExecutionHint = {
	message:
		'"Retry On Fail" is on in the settings of this node. When an item fails, n8n runs all items again, and they are paid for again. The node itself retries what is safe to retry: see "Retries" in the options.',
	type: 'warning',
	location: 'outputPane',
};
