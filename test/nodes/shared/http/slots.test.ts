import { sleep } from 'n8n-workflow';
import { Slots } from '../../../../nodes/shared/http/slots';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
class Task {
	isRunning = false;
	finish: () => void = () => {};
	private readonly ended = new Promise<void>((resolve) => (this.finish = resolve));

	readonly work = async (): Promise<void> => {
		this.isRunning = true;
		await this.ended;
		this.isRunning = false;
	};
}

const tasks = (count: number) => Array.from({ length: count }, () => new Task());
const running = (all: Task[]) => all.map(({ isRunning }) => isRunning);
const aMoment = async () => await sleep(5);

test('no more than so many run at once, first come, first served', async () => {
	const slots = new Slots(2, never);
	const all = tasks(4);
	const [first, second, third, fourth] = all;
	const done = Promise.all(all.map(async ({ work }) => await slots.use(work)));
	await aMoment();
	expect(running(all)).toEqual([true, true, false, false]);
	second?.finish();
	await aMoment();
	expect(running(all)).toEqual([true, false, true, false]);
	first?.finish();
	await aMoment();
	expect(running(all)).toEqual([false, false, true, true]);
	third?.finish();
	fourth?.finish();
	await done;
});

test('a slot is free again after work that failed', async () => {
	const slots = new Slots(1, never);
	const failing = async () => await Promise.reject(new Error('No luck'));
	await expect(slots.use(failing)).rejects.toThrow('No luck');
	await expect(slots.use(async () => 7)).resolves.toBe(7);
});

test('what has begun goes before what has not, for its time is running', async () => {
	const slots = new Slots(1, never);
	const order: string[] = [];
	const note = (name: string) => async () => {
		order.push(name);
		await sleep(1);
	};
	const submits = ['a', 'b', 'c'].map(async (name) => await slots.use(note(name)));
	const download = slots.use(note('download of a'), true);
	await Promise.all([...submits, download]);
	expect(order).toEqual(['a', 'download of a', 'b', 'c']);
});

test('nobody who comes later jumps in between', async () => {
	const slots = new Slots(1, never);
	const order: string[] = [];
	const note = (name: string) => async () => {
		order.push(name);
		await sleep(1);
	};
	const early = ['a', 'b', 'c'].map(async (name) => await slots.use(note(name)));
	await early[0];
	await Promise.all([...early, slots.use(note('d'))]);
	expect(order).toEqual(['a', 'b', 'c', 'd']);
});

test('a pause holds back what has not begun, and lets what runs go on', async () => {
	const slots = new Slots(2, never);
	const [early, late] = tasks(2);
	if (!early || !late) throw new RangeError('two were made');
	const first = slots.use(early.work);
	await aMoment();
	const pausedAtMs = Date.now();
	slots.pause(pausedAtMs + 150);
	const second = slots.use(late.work);
	await sleep(50);
	expect(running([early, late])).toEqual([true, false]);
	early.finish();
	late.finish();
	await Promise.all([first, second]);
	expect(Date.now() - pausedAtMs).toBeGreaterThanOrEqual(149);
});

test('a later pause does not shorten an earlier one', async () => {
	const slots = new Slots(1, never);
	const startedAtMs = Date.now();
	slots.pause(startedAtMs + 150);
	slots.pause(startedAtMs + 10);
	await slots.use(async () => {});
	expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(149);
});

test('once the run is stopped nothing begins, and nobody stays in line', async () => {
	const stop = new AbortController();
	const slots = new Slots(1, stop.signal);
	const all = tasks(3);
	const uses = all.map(async ({ work }) => await slots.use(work));
	const outcomes = Promise.allSettled(uses);
	await aMoment();
	stop.abort();
	await aMoment();
	all.forEach(({ finish }) => finish());
	const settled = await outcomes;
	expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	await expect(slots.use(async () => 7)).rejects.toThrow(/stopped/);
});

test('a pause ends when the run is stopped', async () => {
	const stop = new AbortController();
	const slots = new Slots(1, stop.signal);
	slots.pause(Date.now() + 60_000);
	const use = slots.use(async () => 7);
	stop.abort();
	await expect(use).rejects.toThrow(/stopped/);
});
