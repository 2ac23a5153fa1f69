// @ts-check

/** The dialog in which a credential is filled in. Saving tests it. */
export class CredentialDialog {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.fields = page.getByTestId('credential-edit-dialog');
	}

	/** @param {string} apiKey */
	async saveWith(apiKey) {
		await this.fields.getByTestId('parameter-input-apiKey').locator('input').fill(apiKey);
		await this.page.getByTestId('credential-save-button').click();
	}

	async waitForSuccess() {
		await this.fields.getByText('Connection tested successfully').waitFor();
	}

	/** @param {string} words that the dialog gives as the reason */
	async waitForRefusal(words) {
		await this.fields.getByText('More details').click();
		await this.fields.getByText(words).waitFor();
	}
}
