/** Longer than what nodes read of a file to tell its format. */
const LONG = 20_000;

/** A file that is told by its name wherever its bytes turn up, and is whole only with its end. Every other one is long. */
export function imageFile(name: string): Buffer {
	const head = Buffer.from(
		'89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489',
		'hex',
	);
	const length = Number(/\d+/.exec(name)?.[0]) % 2 === 0 ? LONG : 200;
	return Buffer.concat([head, Buffer.from(`${name} ${'.'.repeat(length)} end of ${name}`)]);
}

/** The name of the file that these bytes are; undefined if they are not all of it. */
export function fileNameOf(bytes: Buffer): string | undefined {
	const text = bytes.toString('latin1', 33);
	const name = /^\S+/.exec(text)?.[0];
	return name !== undefined && text.endsWith(` end of ${name}`) ? name : undefined;
}

const MARK = /item-(\d+)/;

/** The item that a request belongs to: its number stands in its prompt, its file (in base64 too), its link or its request ID. */
export function itemIn(...texts: readonly string[]): number {
	for (const text of texts) {
		const encoded = /;base64,([\w+/=]+)/.exec(text)?.[1];
		const plain = encoded === undefined ? text : Buffer.from(encoded, 'base64').toString('latin1');
		const found = MARK.exec(text) ?? MARK.exec(plain);
		if (found) return Number(found[1]);
	}
	return -1;
}
