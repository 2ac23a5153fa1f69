import '../support/memoryMode';
import { Pixazo } from '../support/pixazo';
import '../nodes/Ideogram/uploads.test';

test('files are kept in memory', async () => {
	const pixazo = await Pixazo.start();
	const { id, data } = await pixazo.file();
	expect(id).toBeUndefined();
	expect(data).not.toBe('');
});
