import '../support/memoryMode';
import { Pixazo } from '../support/pixazo';
import '../nodes/Ideogram/requests.test';
import '../nodes/RemoveBackground/jobs.test';

test('files are kept in memory', async () => {
	const { id, data } = await new Pixazo().file();
	expect(id).toBeUndefined();
	expect(data).not.toBe('');
});
