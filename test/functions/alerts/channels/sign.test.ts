import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signatureHeaders, signingKey } from '../../../../functions/alerts/channels/sign.ts';

const NEW = Buffer.alloc(33, 1);
const OLD = Buffer.alloc(33, 2);
const epochSeconds = Math.floor(Date.now() / 1_000); // the package compares with the time of day
const signed = (body: string, keys: readonly Buffer[]) =>
  signatureHeaders({ id: 'alert-1_hook_1', epochSeconds, body }, keys);
const verifier = (key: Buffer) => new Webhook(`whsec_${key.toString('base64')}`);

test("the writers of the specification verify it, also with the key before, but with nobody else's", () => {
  const body = '{"type":"alert.triggered"}';
  const headers = { ...signed(body, [NEW, OLD]) };
  expect(verifier(NEW).verify(body, headers)).toEqual({ type: 'alert.triggered' });
  expect(verifier(OLD).verify(body, headers)).toEqual({ type: 'alert.triggered' });
  expect(() => verifier(Buffer.alloc(33, 3)).verify(body, headers)).toThrow('signature');
  expect(() => verifier(NEW).verify(`${body} `, headers)).toThrow('signature');
});

test('any body', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const body = JSON.stringify({ text });
      expect(verifier(NEW).verify(body, { ...signed(body, [NEW]) })).toEqual({ text });
    }),
    { numRuns: 30 },
  );
});

test('an attempt that comes late is signed with its own time', () => {
  const headers = signatureHeaders({ id: 'a', epochSeconds: epochSeconds - 900, body: '{}' }, [
    NEW,
  ]);
  expect(() => verifier(NEW).verify('{}', { ...headers })).toThrow('too old');
  expect(signed('{}', [NEW])['webhook-id']).toBe('alert-1_hook_1');
});

test.each([
  ['whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB', 33],
  ['AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB', 33],
  ['AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=', 23], // too few
  ['', 0],
  ['not base64!', 0],
  ['QUFB'.repeat(30), 90], // too many
])('%p is a key when it has 24 to 64 bytes', (text, bytes) => {
  const isKey = bytes >= 24 && bytes <= 64;
  expect(signingKey(text)?.length).toBe(isKey ? bytes : undefined);
});
