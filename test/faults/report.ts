import type { Ending } from './expectations';
import { type Row, type Section, SECTIONS } from './matrix';
import type { Result } from './trials';

export type Outcomes = Map<Row, readonly Result[]>;

const SIGNS: Readonly<Record<Ending, string>> = { item: '✓', error: '✗', deadline: '⏱' };
const ENDINGS: readonly Ending[] = ['item', 'error', 'deadline'];

/** The page docs/faults.md, the same for the same outcomes. */
export function reportOf(outcomes: Outcomes): string {
	const results = [...outcomes.values()].flat();
	const share = (ending: Ending): string => {
		const count = results.filter((result) => result.ending === ending).length;
		return `${count} (${((100 * count) / results.length).toFixed(1)}%)`;
	};
	const [items, errors, deadlines] = ENDINGS.map(share);
	const sections = SECTIONS.map((section) => sectionText(section, outcomes));
	return `${INTRODUCTION}
## Outcomes

Of ${results.length} cells,

- **${SIGNS.item}** ${items} put out the item as it should be, whatever had to be done for it: waited, asked again, or submitted again what was not charged. Get Status also counts so when it reports a request that failed or is still running.
- **${SIGNS.error}** ${errors} end in an error that says what happened and what to do.
- **${SIGNS.deadline}** ${deadlines} wait until the time limit of the item is over, and then end in such an error.

${sections.join('\n')}`;
}

const INTRODUCTION = `# Faults

What becomes of each operation under each fault. This page is written by \`npm run test:faults\`, which runs the nodes in n8n's own engine against the [sandbox](../sandbox/README.md). For every cell the outcome was written down first, in [test/faults](../test/faults), and is compared with what happens. Beside the outcome, each cell shows that

- nothing hangs: the operation ends within its time limit;
- no paid request is repeated, unless the gateway said that it would not take it, could not have got it, or gave the money back;
- no paid work is lost: an error names the request ID, or the link to the picture, of everything that was charged and of which the answer arrived;
- the key is not in the run data, in the error, or at another origin.

An error after a paid request of which nobody can tell whether it was taken says that it may have been charged.

`;

function sectionText({ title, rows }: Section, outcomes: Outcomes): string {
	const columns = rows[0]?.cells.map(({ course }) => course.title) ?? [];
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const lines = rows.map((row) => {
		const results = outcomes.get(row) ?? [];
		const signOf = (column: string): string => {
			const result = results.find(({ operation }) => operation === column);
			return result === undefined ? '' : SIGNS[result.ending];
		};
		return line([row.title, ...columns.map(signOf)]);
	});
	const rule = ['---', ...columns.map(() => ':-:')];
	return `## ${title}\n\n${[line(['', ...columns]), line(rule), ...lines].join('\n')}\n`;
}
