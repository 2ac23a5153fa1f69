import type { Locator, Page } from 'playwright-core';

/** The panel of a node, between its input and its output. */
export class NodePanel {
	readonly parameters: Locator;
	readonly input: Locator;
	readonly output: Locator;
	readonly errorMessage: Locator;
	readonly errorDescription: Locator;

	constructor(private readonly page: Page) {
		this.parameters = page.getByTestId('node-parameters');
		this.input = page.getByTestId('ndv-input-panel');
		this.output = page.getByTestId('output-panel');
		this.errorMessage = page.getByTestId('node-error-message');
		this.errorDescription = page.getByTestId('node-error-description');
	}

	/** The labels of the fields, from top to bottom. A label is followed by the switch between value and expression. */
	async fieldLabels() {
		const labels = this.parameters.getByTestId('input-label').filter({ visible: true });
		return (await labels.allInnerTexts()).map((text) => text.split('\n')[0]?.trim());
	}

	/** What can be added under "Options". */
	async optionNames() {
		await this.#addOption.click();
		const options = this.page.getByTestId('collection-parameter-option').filter({ visible: true });
		await options.first().waitFor();
		const names = (await options.allTextContents()).map((name) => name.trim());
		await this.#addOption.click();
		return names;
	}

	get #addOption() {
		return this.parameters.getByPlaceholder('Add option');
	}

	/** Chooses by the label of the choice. */
	async select(parameter: string, label: string) {
		await this.field(parameter).click();
		const choices = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await choices.getByText(label, { exact: true }).click();
	}

	/** Chooses from a list that is too long to look through, by the label of the choice. */
	async search(parameter: string, words: string, label: string) {
		const choices = await this.searchList(parameter, words);
		await choices.getByText(label, { exact: true }).click();
	}

	/** The choices that have the words. */
	async searchList(parameter: string, words: string) {
		await this.field(parameter).click();
		await this.field(parameter).locator('input').fill(words);
		const choices = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await choices.first().waitFor();
		return choices;
	}

	/** Adds the field that has the label to the collection that has the placeholder. */
	async addTo(placeholder: string, label: string) {
		await this.parameters.getByPlaceholder(placeholder).click();
		const choices = this.page.getByTestId('collection-parameter-option').filter({ visible: true });
		await choices.getByText(label, { exact: true }).click();
	}

	field(parameter: string) {
		return this.parameters.getByTestId(`parameter-input-${parameter}`);
	}

	/** Where something is entered in a field. */
	entry(parameter: string) {
		return this.field(parameter).locator('input, textarea').first();
	}

	/** Shows a file of the input or output in place of the list of files. Gives the image, or the video at its end. */
	async viewFile(side: Locator) {
		await side.getByTestId('radio-button-binary').click();
		await side.getByTestId('ndv-view-binary-data').first().click();
		// n8n 1 has an image in the page, if it was kept in memory.
		const file = side.locator('img[src*="/binary-data?"], img[src^="data:image/png"], video');
		await file.evaluate((element) => {
			if (element.localName === 'img') return element.decode();
			return element.ended || new Promise((resolve) => (element.onended = resolve));
		});
		return file;
	}

	async close() {
		await this.page
			.getByTestId('ndv-close-button')
			.or(this.page.getByTestId('back-to-canvas'))
			.click();
		await this.parameters.waitFor({ state: 'hidden' });
	}
}
