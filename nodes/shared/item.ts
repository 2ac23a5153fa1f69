import type { Job, ResultImage } from './answers';
import { type ItemOptions, readItemOptions } from './options';
import { Parameters } from './parameters';
import type { Terms } from './http/retry';
import type { Run } from './run';
import { TimeLimit } from './http/waiting';

/** One item on its way through an operation. */
export class Item {
	readonly parameters: Parameters;
	/** What has been paid for, so that an error can name it: the job that is waited for, the images that came. */
	job: Job | undefined;
	images: readonly ResultImage[] = [];
	private readOptions: ItemOptions | undefined;
	private startedLimit: TimeLimit | undefined;

	constructor(
		readonly run: Run,
		readonly index: number,
	) {
		this.parameters = new Parameters(run.context, index);
	}

	/** @throws Failure, when first read, that names the option which is wrong. */
	get options(): ItemOptions {
		return (this.readOptions ??= readItemOptions(this.parameters));
	}

	get terms(): Terms {
		const { signal, cancelSignal, slots } = this.run;
		return { retries: this.options.retries, limit: this.limit, signal, cancelSignal, slots };
	}

	get limit(): TimeLimit {
		return (this.startedLimit ??= new TimeLimit(this.options.timeoutMs));
	}

	/** Runs `work` in a slot. From the first time on, the item's time is running. */
	async inSlot<T>(work: () => Promise<T>): Promise<T> {
		const { limit, run } = this;
		const begin = async () => {
			limit.start();
			return await work();
		};
		return await run.slots.use(begin, limit.isRunning);
	}
}
