import { GATEWAY } from './gateway';

/** Answers in the API's forms, for tests to which their values do not matter. */

export const CREATED = '2026-03-31T10:00:00.000000+00:00';
export const RESULT_URL = 'https://ideogram.ai/api/images/ephemeral/lighthouse.png?exp=17&sig=ef2b';

export const image = {
	is_image_safe: true,
	prompt: 'A lighthouse at dawn',
	resolution: '800x1280',
	seed: 212,
	style_type: 'REALISTIC',
	url: RESULT_URL,
};

export const imageAnswer = { created: CREATED, data: [image] };

export const descriptionAnswer = {
	created: CREATED,
	data: { description: 'A lighthouse above the sea' },
};

export const REQUEST_ID = 'ideogram-remove-background_019d3a5e-7c20-7b41-9f0e-3d1c5a7e9b42';
export const POLLING_URL = `${GATEWAY}/v2/requests/status/${REQUEST_ID}`;
export const CUTOUT_URL = 'https://media.pixazo.example/v1/019d3a5e/output.png';

export const queuedAnswer = { request_id: REQUEST_ID, status: 'QUEUED', polling_url: POLLING_URL };

/** The answer to a status check. */
export const jobAnswer = (status: string, more: object = {}) => ({
	request_id: REQUEST_ID,
	status,
	model_id: 'ideogram-remove-background',
	error: null,
	output: null,
	created_at: '2026-03-31T10:00:00.000Z',
	updated_at: '2026-03-31T10:00:15.000Z',
	completed_at: null,
	...more,
});

export const completedAnswer = jobAnswer('COMPLETED', {
	output: { media_url: [CUTOUT_URL], media_type: 'image/png' },
	completed_at: '2026-03-31T10:00:15.000Z',
});
