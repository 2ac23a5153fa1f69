// @ts-check

/** The list to the right in which a node to add is searched. */
export class NodeCreator {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
	}

	/** @param {string} words */
	async search(words) {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
	}

	/** The names of what is listed: nodes, or the actions of the node that was chosen. */
	async names() {
		const names = await this.#names.allInnerTexts();
		return names.map((name) => name.trim());
	}

	/** @param {string} name of a node, or of an action */
	async choose(name) {
		await this.#names.getByText(name, { exact: true }).click();
	}

	async close() {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('node-creator').waitFor({ state: 'hidden' });
	}

	get #names() {
		return this.page.getByTestId('node-creator-item-name');
	}
}
