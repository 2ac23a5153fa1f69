import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { TimeLimit } from '../http/clock';
import { Slot } from '../http/gate';
import { Ledger } from '../http/ledger';
import type { RequestLimits, Sender } from '../http/send';
import { type ItemOptions, readItemOptions } from './options';
import { ItemParameters } from './parameters';
import type { Run } from './run';

/** What an operation is called, and what it asks for. */
export interface OperationDescription {
	readonly menuEntry: INodePropertyOptions & { readonly value: string };
	readonly fields: readonly INodeProperties[];
}

/** One item of the input. */
export class Item implements Sender {
	readonly parameters: ItemParameters;
	/** What the item has paid for. */
	readonly ledger: Ledger;
	readonly slot: Slot;
	private readOptions: ItemOptions | undefined;
	private readLimits: RequestLimits | undefined;

	constructor(
		readonly run: Run,
		readonly index: number,
		readonly operation: OperationDescription,
	) {
		this.parameters = new ItemParameters(run.context, index);
		this.ledger = new Ledger((request) => run.log(request, index));
		this.slot = new Slot(run.gate);
	}

	get traffic() {
		return this.run;
	}

	/** @throws Failure, on the first access, that names the option that can't be used. */
	get options(): ItemOptions {
		return (this.readOptions ??= readItemOptions(this.parameters, this.operation.fields));
	}

	get limits(): RequestLimits {
		const { retries, timeoutMs } = this.options;
		return (this.readLimits ??= { retries, time: new TimeLimit(timeoutMs) });
	}
}
