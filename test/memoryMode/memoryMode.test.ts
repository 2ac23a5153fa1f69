import { Pixazo } from '../support/pixazo';

test('files are kept in memory', async () => {
	const { id, data } = await new Pixazo().file();
	expect(id).toBeUndefined();
	expect(data).not.toBe('');
});
