import { connectionFault } from '../../../../nodes/shared/http/connectionFaults';
import { mayBeCharged, mayRepeat } from '../../../../nodes/shared/http/retry';

const coded = (code: string) => Object.assign(new Error('refused'), { code });

test.each([
	['an error without a code', new Error('No access to data')],
	['an argument that Node refuses', coded('ERR_INVALID_CHAR')],
])('%s, before an answer began, means that nothing was sent', (_what, error) => {
	const fault = connectionFault(error, false);
	expect(fault.failure.message).toContain(error.message);
	expect(mayBeCharged(fault)).toBe(false);
	expect(mayRepeat(fault, 'paid')).toBe(false);
	expect(mayRepeat(fault, 'free')).toBe(false);
});

test('an error without a code, after an answer began, may have been charged', () => {
	const fault = connectionFault(new Error('No room left'), true);
	expect(fault.failure.message).toContain('No room left');
	expect(mayBeCharged(fault)).toBe(true);
	expect(mayRepeat(fault, 'free')).toBe(false);
});

test.each(['ECONNRESET', 'EPIPE', 'CERT_HAS_EXPIRED'])(
	'%s is named, and may have been charged',
	(code) => {
		const fault = connectionFault({ cause: coded(code) }, false);
		expect(fault.failure.description).toContain(`Reported as: ${code}.`);
		expect(mayBeCharged(fault)).toBe(true);
	},
);
