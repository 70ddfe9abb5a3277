import fc from 'fast-check';
import { contactOf } from '../../../functions/feedback/contact.ts';
import { parseFeedback } from '../../../functions/feedback/parse-feedback.ts';
import { Problem } from '../../../functions/shared/problem.ts';

const AT = '2026-11-23T10:00:00.000Z';
const withBeta = (beta: unknown) => ({
  kind: 'idea',
  message: 'More of it',
  contact: { email: 'ann@example.com', consent: true, beta },
});

function errorsOf(body: unknown): readonly string[] {
  try {
    parseFeedback(body);
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.errors.map(({ pointer }) => pointer);
    throw error;
  }
}

test.each([
  '5d1e4c55-9f0e-4f04-8a3f-0d5ac3b1a001',
  'auth0|5f7c8ec7c33c6c004bbafe82',
  '__proto__',
  'constructor',
  '{"var":"email"}',
  'x'.repeat(64),
])('takes the targeting key %j, and keeps it as it is', (targetingKey) => {
  const { contact } = parseFeedback(withBeta({ targetingKey }));
  expect(contact && contactOf(contact, AT)).toEqual({
    email: 'ann@example.com',
    consentedAt: AT,
    beta: { targetingKey, wish: 'in', turn: 1 },
  });
});

test('an address is no targeting key: the history of toggles would keep it', () => {
  expect(errorsOf(withBeta({ targetingKey: 'ann@example.com' }))).toEqual([
    '/contact/beta/targetingKey',
  ]);
});

test.each<[unknown, string]>([
  [{ targetingKey: '' }, '/targetingKey'],
  [{ targetingKey: 'x'.repeat(65) }, '/targetingKey'],
  [{ targetingKey: 'a b' }, '/targetingKey'],
  [{ targetingKey: 'a\u0000' }, '/targetingKey'],
  [{ targetingKey: 'a\n' }, '/targetingKey'],
  [{ targetingKey: '\u202eabc' }, '/targetingKey'],
  [{ targetingKey: '\ud800' }, '/targetingKey'],
  [{ targetingKey: 'ü' }, '/targetingKey'],
  [{ targetingKey: 7 }, '/targetingKey'],
  [{ targetingKey: ['a'] }, '/targetingKey'],
  [{}, '/targetingKey'],
  [{ targetingKey: 'a', wish: 'in' }, '/wish'],
  [true, ''],
  [null, ''],
])('refuses the beta %j', (beta, pointer) => {
  expect(errorsOf(withBeta(beta))).toEqual([`/contact/beta${pointer}`]);
});

test('nothing but printable text without an @ gets through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (targetingKey) => {
      fc.pre(!/^[!-?A-~]{1,64}$/.test(targetingKey) || targetingKey.endsWith('\n'));
      expect(errorsOf(withBeta({ targetingKey }))).toHaveLength(1);
    }),
  );
});

test('nobody joins without an address, or without consent', () => {
  const beta = { targetingKey: 'visitor-1' };
  expect(errorsOf({ ...withBeta(beta), contact: { beta } })).not.toEqual([]);
  expect(errorsOf({ ...withBeta(beta), beta })).toEqual(['/beta']);
});
