import type { SentRequest } from './evidence';
import {
	type Breach,
	type Charge,
	isDone,
	isLost,
	type ItemFacts,
	MAY_BE_CHARGED,
	outcomeOf,
} from './facts';

/** How long after an answer the log may name it. */
const AT_ONCE_MS = 50;

/** Law 1: what was charged is where the settings ask for it, or is named. */
export function named(item: ItemFacts): Breach[] {
	const { evidence, index, terms, out, charged } = item;
	const breach = (words: string): Breach => ({ law: 1, item: index, words });
	const breaches = charged
		.filter((paid) => !isLogged(item, paid))
		.map((paid) => breach(`${nameOf(paid)} is not in the log when it arrives`));
	const logged = evidence.log.map(({ text }) => text).join('\n');
	for (const { answer } of charged) {
		const { text } = answer?.says ?? {};
		if (text !== undefined && logged.includes(text))
			breaches.push(breach('the log has a description'));
	}
	if (evidence.stoppedAtMs !== undefined) return breaches;
	if (evidence.error) {
		const { text } = evidence.error;
		const unnamed = charged.filter((paid) => !isNamedIn(text, paid));
		return [
			...breaches,
			...unnamed.map((paid) => breach(`the run's error does not name ${nameOf(paid)}`)),
		];
	}
	if (out === undefined || out.pairedTo !== index)
		return [...breaches, breach('no item came out for it')];
	if (out.error !== undefined) {
		const unnamed = charged.filter((paid) => !isNamedIn(out.json, paid));
		breaches.push(...unnamed.map((paid) => breach(`its error does not name ${nameOf(paid)}`)));
		const { givenId } = terms;
		if (givenId !== undefined && item.requests.length > 0 && !out.json.includes(givenId))
			breaches.push(breach(`its error does not name ${givenId}`));
		return breaches;
	}
	if (terms.does === 'pay' && charged.length === 0 && !item.paid.some((paid) => item.isLate(paid)))
		return [...breaches, breach('it is green, and nothing was charged')];
	const owed = terms.does === 'pay' ? charged : [undefined];
	return [...breaches, ...owed.flatMap((paid) => missingIn(item, paid)).map(breach)];
}

const nameOf = ({ answer, isTaken }: SentRequest): string => {
	const { id, links, text } = answer?.says ?? {};
	return id ?? links?.[0]?.file ?? text ?? (isTaken ? 'an image' : 'nothing');
};

/** By its ID, by all of its links, or by its text; an image inside the answer has no name. */
function isNamedIn(text: string, { answer }: SentRequest): boolean {
	const { id, links = [], text: description } = answer?.says ?? {};
	if (id !== undefined && text.includes(id)) return true;
	if (description !== undefined) return text.includes(description);
	const urls = links.flatMap(({ url }) => url ?? []);
	return urls.length > 0 ? urls.every((url) => text.includes(url)) : id === undefined;
}

function isLogged({ evidence }: ItemFacts, { answer, closedAtMs = 0 }: SentRequest): boolean {
	const { id, links = [] } = answer?.says ?? {};
	const names = [id, ...links.map(({ url }) => url)].filter((name) => name !== undefined);
	const latestMs = closedAtMs + AT_ONCE_MS + evidence.toleranceMs;
	const entries = evidence.log.filter(({ level, atMs }) => level === 'info' && atMs <= latestMs);
	return (
		names.length === 0 || entries.some(({ text }) => names.some((name) => text.includes(name)))
	);
}

/** What a green item lacks of what was paid for. */
function missingIn(item: ItemFacts, paid: SentRequest | undefined): string[] {
	const { terms, out } = item;
	const checks = item.checksOf(paid).filter((check) => outcomeOf(check) === 'told');
	const told = [paid, ...checks].flatMap((request) => request?.answer?.says ?? []);
	const { isHeldBack } = told[0] ?? {};
	const text = told.find((says) => says.text !== undefined)?.text;
	const lastStatus = told.at(-1)?.status;
	const id = told[0]?.id;
	const json = out?.json ?? '';
	if (terms.does !== 'look' && isLost(lastStatus))
		return [`it is green, and its job ended in ${lastStatus}`];
	if (text !== undefined) return json.includes(text) ? [] : ['the description is missing'];
	if (isHeldBack)
		return json.includes('"is_image_safe":false') ? [] : ['that it was held back is missing'];
	const links = item.linksOf(paid);
	if (links.length === 0) {
		const name = id ?? terms.givenId ?? '';
		if (terms.waits && terms.does !== 'look') return ['it is green, and has no result'];
		return json.includes(name) && !isDone(lastStatus) ? [] : [`${name} is missing, or its result`];
	}
	const missing = links.filter(({ url, file }) =>
		url === undefined || terms.downloads ? !out?.files.includes(file) : !json.includes(url),
	);
	return missing.map(({ file }) => `${file} is missing`);
}

/** Laws 2 and 3: sent once, and told when doubtful. */
export function onceAndTold(item: ItemFacts): Breach[] {
	return [...once(item), ...told(item)];
}

function once(item: ItemFacts): Breach[] {
	const { paid, index } = item;
	return paid.slice(1).flatMap((again, position) => {
		const first = paid[position];
		if (first === undefined || item.isRefunded(first, again.atMs)) return [];
		const charge = item.chargeOf(first);
		if (!first.isTaken && (charge === 'refused' || charge === 'unclear')) return [];
		return [{ law: 2, item: index, words: `sent again although the first was ${charge}` }];
	});
}

function told(item: ItemFacts): Breach[] {
	const { evidence, index, paid, error, out } = item;
	const breach = (words: string): Breach => ({ law: 3, item: index, words });
	const hasSome = (charge: Charge) => paid.some((request) => item.chargeOf(request) === charge);
	if (evidence.stoppedAtMs !== undefined) return [];
	const lines = tellingLines(item);
	if (!hasSome('doubtful')) {
		const isRight = lines.length === 0 || hasSome('unclear');
		return isRight ? [] : [breach(`told without need: ${lines[0]}`)];
	}
	if (lines.length === 0) return [breach(`not told: ${error ?? out?.json ?? 'the run failed'}`)];
	const earlier = paid.flatMap(({ answer }) => answer?.says.id ?? []);
	const sentences = lines.flatMap((line) => line.split('. ')).filter(isTelling);
	const mixed = earlier.find((id) =>
		[out?.requestId, ...sentences].some((text) => text?.includes(id)),
	);
	return mixed === undefined ? [] : [breach(`told under the ID of an earlier request, ${mixed}`)];
}

const isTelling = (text: string): boolean => text.includes(MAY_BE_CHARGED);

/** The lines that say of this item that it may have been charged. */
function tellingLines({ evidence, index, error, out }: ItemFacts): string[] {
	const telling = (text: string) => text.split('\n').filter(isTelling);
	if (!evidence.error) return telling(out?.error ?? '');
	return telling(evidence.error.text).filter((line) => {
		const items = [...line.matchAll(/\bitem (\d+)\b/gi)].map(([, number]) => Number(number));
		return items.length === 0 ? error !== undefined : items.includes(index);
	});
}
