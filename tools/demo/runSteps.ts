import { UserError, type IDataObject } from 'n8n-workflow';
import { runNode } from '../n8nCore/runNode';
import { savePicture, sizeText, type Picture } from './pictures';
import { readRequestLog, fieldsText } from './requestLog';
import { nameOf, type Step } from './steps';
import type { Stage } from './stage';

/** What a step put out. */
export interface Outcome {
	readonly step: Step;
	readonly json: IDataObject;
	readonly picture?: Picture;
}

/** By the name of the step. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Runs the steps one after the other, and says of each what was sent, how long it took and what
 * came out.
 *
 * @throws UserError when a step fails, or yields no picture though it should
 */
export async function runSteps(stage: Stage, steps: readonly Step[]): Promise<Outcomes> {
	const outcomes = new Map<string, Outcome>();
	for (const step of steps) outcomes.set(nameOf(step), await runStep(stage, step, outcomes));
	return outcomes;
}

async function runStep(stage: Stage, step: Step, earlier: Outcomes): Promise<Outcome> {
	const { engine, adminUrl, folder, say } = stage;
	const { node, operation } = step;
	const type = `n8n-nodes-pixazo.${node}`;
	const requestsBefore = (await readRequestLog(adminUrl)).length;
	const startedAtMs = Date.now();
	const execution = await runNode(engine, {
		type,
		parameters: { ...step.parameters, operation },
		items: itemsOf(step, earlier),
		timeoutMs: stage.stepLimitMs,
	});
	const tookMs = Date.now() - startedAtMs;
	const [item] = execution.items();
	if (execution.error || execution.canceled || !item) {
		throw new UserError(`${nameOf(step)}: ${execution.error?.message ?? 'nothing came out'}`);
	}

	const picture = await savePicture(engine, item, `${folder}/${nameOf(step)}.png`);
	if (step.yields === 'picture' && !picture) {
		throw new UserError(`${nameOf(step)}: no picture came out`);
	}
	const outcome = { step, json: item.json, picture };
	const { displayName } = engine.nodeTypes.getByNameAndVersion(type).description;
	const sent = fieldsText((await readRequestLog(adminUrl)).slice(requestsBefore));
	const head = `  ${displayName.padEnd(26)}${operation.padEnd(15)}${secondsText(tookMs)}`;
	say(`${head}  ${sent.padEnd(31)} -> ${resultText(outcome)}`);
	return outcome;
}

function itemsOf({ items }: Step, earlier: Outcomes) {
	if (Array.isArray(items)) return items;
	const { json } = earlier.get(items.putOutBy) ?? {};
	return json ? [{ json }] : [];
}

function resultText({ step, json, picture }: Outcome): string {
	if (picture) return `${nameOf(step)}.png, ${sizeText(picture)}`;
	return step.yields === 'description'
		? `"${json.description}"`
		: `${json.status}, request ID ${json.request_id}`;
}

const secondsText = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(7);
