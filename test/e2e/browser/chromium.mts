import { access, constants } from 'node:fs/promises';
import { chromium, selectors } from 'playwright-core';

const VARIABLE = 'N8N_NODES_PIXAZO_CHROMIUM';
const executablePath = process.env[VARIABLE] ?? '/usr/bin/chromium';

// n8n marks by it what its own tests look for.
selectors.setTestIdAttribute('data-test-id');

/** Fails with an error that says how to install Chromium, if there is none. */
export async function assertChromium() {
	const isThere = await access(executablePath, constants.X_OK).then(
		() => true,
		() => false,
	);
	if (isThere) return;
	throw new Error(
		`There is no Chromium at ${executablePath}. Install it, on Debian or Ubuntu by "apt-get install chromium", ` +
			`or name the one that you have in the variable ${VARIABLE}.`,
	);
}

/** Starts a Chromium that knows this machine and no other: n8n's editor asks npm's registry about community nodes. */
export const startChromium = () =>
	chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
		],
	});
