import type { IConnections, INode, IWorkflowBase, IWorkflowSettings, Workflow } from 'n8n-workflow';

/** A workflow as n8n exports it. */
export interface ExportedWorkflow {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** The record of a workflow that n8n's database would have. */
export function asSaved({
	id,
	name = '',
	nodes,
	connectionsBySourceNode,
	settings,
}: Workflow): IWorkflowBase {
	const now = new Date();
	return {
		id,
		name,
		nodes: Object.values(nodes),
		connections: connectionsBySourceNode,
		settings,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
	};
}
