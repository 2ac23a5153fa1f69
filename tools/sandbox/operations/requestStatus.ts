import { Refusal } from '../refusal';
import type { Perform } from '../workshop';

interface RequestStatusFields {
	readonly request_id: string;
}

/** A look-up of a job. */
export const requestStatus: Perform<RequestStatusFields> = ({ request_id }, { jobs }) => {
	const job = jobs.lookUp(request_id);
	if (!job) throw new Refusal(404, 'Not Found', 'There is no request with this ID.');
	return { json: job, requestId: request_id, carriesResult: false };
};
