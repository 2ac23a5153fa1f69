import type { Operation } from '../../shared/items/operation';
import type { IdeogramModel } from '../models';
import { describe } from './describe';
import { edit } from './edit';
import { generate } from './generate';
import { remix } from './remix';

/** All operations of a node of the V2 family. Its menu and fields are made from this list. */
export const ideogramOperations = (model: IdeogramModel): [Operation, ...Operation[]] => [
	generate(model),
	describe(model),
	edit(model),
	remix(model),
];
