/** All texts in a value, its errors' stacks and causes, hidden properties and headers included. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	const own = Reflect.ownKeys(value).map((key) => [String(key), Reflect.get(value, key)]);
	return own.map(([key, child]) => `${key}=${textsIn(child, seen)}`).join('\n');
}
