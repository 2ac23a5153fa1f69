import type { Page } from 'playwright-core';

/** The list to the right in which a node to add is searched. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	async search(words: string) {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
	}

	/** The names of what is listed: nodes, or the actions of the node that was chosen. */
	async names() {
		const names = await this.#names.allInnerTexts();
		return names.map((name) => name.trim());
	}

	/** Chooses a node, or an action. */
	async choose(name: string) {
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
