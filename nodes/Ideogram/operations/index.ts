import type { Operation } from '../../shared/items/operation';
import type { IdeogramModel } from '../models';
import { describe } from './describe';
import { edit } from './edit';
import { generate } from './generate';
import { remix } from './remix';

/** All that a node of the V2 family can do. Its menu, its fields, and its dispatch come from this list. */
export const ideogramOperations = (model: IdeogramModel): [Operation, ...Operation[]] => [
	generate(model),
	describe(model),
	edit(model),
	remix(model),
];
