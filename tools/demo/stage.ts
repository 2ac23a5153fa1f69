import type { Engine } from '../n8nCore/engine';

/** What every part of the demo works with. */
export interface Stage {
	readonly engine: Engine;
	/** where the sandbox tells what it was asked */
	readonly adminUrl: string;
	/** where pictures go */
	readonly folder: string;
	/** how long one workflow may run */
	readonly stepLimitMs: number;
	/** prints a line */
	readonly say: (line: string) => void;
}
