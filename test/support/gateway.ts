export const GATEWAY = 'https://gateway.pixazo.ai';
export const API_KEY = 'key-1234567890';

export const REMOVE_BACKGROUND = 'n8n-nodes-pixazo.removeBackground';
export const SUBMIT_URL = `${GATEWAY}/ideogram-remove-background/v1/ideogram-remove-background-request`;

export const V2 = {
	title: 'Ideogram V2',
	type: 'n8n-nodes-pixazo.ideogram',
	model: 'V_2',
	otherModel: 'V_2_TURBO',
	endpoint: `${GATEWAY}/ideogramV_2/v1`,
};

export const TURBO = {
	title: 'Ideogram Turbo',
	type: 'n8n-nodes-pixazo.ideogramTurbo',
	model: 'V_2_TURBO',
	otherModel: 'V_2',
	endpoint: `${GATEWAY}/ideogramV_2_Turbo/v1`,
};

/** For `describe.each(IDEOGRAM_NODES)('$title ...', ...)`. */
export const IDEOGRAM_NODES = [V2, TURBO];
