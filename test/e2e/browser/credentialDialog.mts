import type { Locator, Page } from 'playwright-core';

/** The dialog in which a credential is filled in. Saving tests it. */
export class CredentialDialog {
	readonly fields: Locator;

	constructor(private readonly page: Page) {
		this.fields = page.getByTestId('credential-edit-dialog');
	}

	/** Saves, and waits for the test. n8n tests the stored key too, when the dialog opens. */
	async saveWith(apiKey: string) {
		await this.fields.getByTestId('parameter-input-apiKey').locator('input').fill(apiKey);
		const tested = this.page.waitForResponse((response) => {
			const request = response.request();
			return request.url().endsWith('/credentials/test') && !!request.postData()?.includes(apiKey);
		});
		await this.page.getByTestId('credential-save-button').click();
		await tested;
	}

	async waitForSuccess() {
		await this.fields.getByText('Connection tested successfully').waitFor();
	}

	/** Waits for the words that the dialog gives as the reason. */
	async waitForRefusal(words: string) {
		await this.fields.getByText('More details').click();
		await this.fields.getByText(words).waitFor();
	}
}
