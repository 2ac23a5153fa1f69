import { z } from 'zod';
import { rest } from './stage.mjs';

const created = z.object({ id: z.string() });
const rowsSchema = z.object({
	data: z.array(z.object({ request_id: z.string() })),
});

/** A data table of n8n with the requests that are being waited for. */
export class RequestsTable {
	constructor(
		readonly id: string,
		/** Of its API. */
		private readonly path: string,
	) {}

	static async create(name: string) {
		const project = created.parse(await rest.send('GET', '/projects/personal'));
		const path = `/projects/${project.id}/data-tables`;
		const columns = [{ name: 'request_id', type: 'string' }];
		const { id } = created.parse(await rest.send('POST', path, { name, columns }));
		return new RequestsTable(id, `${path}/${id}`);
	}

	/** Requests whose result has not been delivered. */
	async requestIds() {
		const answer = await rest.send('GET', `${this.path}/rows?take=${MOST_ROWS}`);
		return rowsSchema.parse(answer).data.map((row) => row.request_id);
	}
}

const MOST_ROWS = 250;
