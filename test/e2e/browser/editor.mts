import type { Page } from 'playwright-core';
import { OWNER } from '../../../tools/localN8n/rest.mjs';
import { n8nUrl } from '../n8n/stage.mjs';
import { startChromium } from './chromium.mjs';
import { CredentialDialog } from './credentialDialog.mjs';
import { NodeCreator } from './nodeCreator.mjs';
import { NodePanel } from './nodePanel.mjs';

/** As wide as the panel of a node needs to be for its three columns. */
const VIEWPORT = { width: 1440, height: 900 };
/** For a step within a page, and for a page: the first one loads a thousand scripts. */
const [STEP_LIMIT_MS, PAGE_LIMIT_MS] = [60_000, 120_000];

/** Opens n8n's editor in a browser of its own, and logs in. */
export async function openEditor(theme: 'light' | 'dark' = 'light') {
	const browser = await startChromium();
	const context = await browser.newContext({ baseURL: n8nUrl, viewport: VIEWPORT });
	context.setDefaultTimeout(STEP_LIMIT_MS);
	await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
	const data = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
	await context.request.post('/rest/login', { data });
	return new Editor(await context.newPage());
}

/** n8n's editor, as its user sees it. */
export class Editor {
	constructor(readonly page: Page) {}

	async close() {
		await this.page.context().browser()?.close();
	}

	/** Opens a workflow that is stored. */
	async openWorkflow({ id }: { id: string }) {
		await this.page.goto(`/workflow/${id}`, { waitUntil: 'commit' });
		await this.page.getByTestId('canvas-node').first().waitFor({ timeout: PAGE_LIMIT_MS });
	}

	/** Opens a credential that is stored. */
	async openCredential({ id }: { id: string }) {
		await this.page.goto(`/home/credentials/${id}`, { waitUntil: 'commit' });
		const dialog = new CredentialDialog(this.page);
		await dialog.fields.waitFor({ timeout: PAGE_LIMIT_MS });
		return dialog;
	}

	/** Runs the open workflow, and waits until it is over, however it ends. */
	async run() {
		await this.page.getByTestId('execute-workflow-button').click();
		await this.toast.waitFor();
	}

	/** What n8n says in the corner. */
	get toast() {
		return this.page.locator('.el-notification').first();
	}

	async dismissToast() {
		await this.toast.locator('.el-notification__closeBtn').click();
		await this.toast.waitFor({ state: 'hidden' });
	}

	async openNode(name: string) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		return await this.shownPanel();
	}

	/** The panel that adding a node opens. */
	async shownPanel() {
		await this.page.getByTestId('node-parameters').waitFor();
		return new NodePanel(this.page);
	}

	async openNodeCreator() {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
		return new NodeCreator(this.page);
	}
}
