import { randomBytes } from 'node:crypto';
import { verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as fc from 'fast-check';
import { keySigningKey } from '../../../../functions/feedback/challenge/challenge-signatures.ts';
import { checkSolution } from '../../../../functions/feedback/challenge/check-solution.ts';
import { newChallenge } from '../../../../functions/feedback/challenge/new-challenge.ts';
import { encoded, solved } from '../../../support/solved.ts';

const NOW_MS = Date.now(); // ALTCHA's own check looks at the clock
const KEY = 'key-of-today';

const challenge = newChallenge(KEY, NOW_MS, randomBytes);
let header: string;
// biome-ignore lint/suspicious/noExplicitAny: it is changed in many ways
let payload: any;

beforeAll(async () => {
  header = await solved(challenge, 500);
  payload = JSON.parse(Buffer.from(header, 'base64').toString());
});

const flawOf = (sent: string, keys = [KEY], nowMs = NOW_MS) =>
  checkSolution(sent, keys, nowMs).flaw;

test("a solution of ALTCHA's own solver is taken, and ALTCHA's own check takes it too", async () => {
  expect(checkSolution(header, [KEY], NOW_MS).spent).toEqual({
    solutionHash: expect.stringMatching(/^[\w-]{43}$/),
    expiresAtEpochSeconds: challenge.parameters.expiresAt,
  });
  const verdict = await verifySolution({
    ...payload,
    deriveKey,
    hmacSignatureSecret: KEY,
    hmacKeySignatureSecret: keySigningKey(KEY),
  });
  expect(verdict.verified).toBe(true);
  expect(payload.solution.counter).toBeGreaterThanOrEqual(500);
  expect(payload.solution.counter).toBeLessThan(1_000);
});

test('it is taken as long as its key is known, and under no other', () => {
  expect(flawOf(header, ['key-of-tomorrow', KEY])).toBeUndefined();
  expect(flawOf(header, ['key-of-tomorrow'])).toBe('forged');
  expect(flawOf(header, [])).toBe('forged');
});

test('it is taken for ten minutes', () => {
  const { expiresAt } = challenge.parameters;
  expect(expiresAt).toBe(Math.floor(NOW_MS / 1000) + 600);
  expect(flawOf(header, [KEY], expiresAt * 1000 - 1)).toBeUndefined();
  expect(flawOf(header, [KEY], expiresAt * 1000)).toBe('expired');
});

test.each(Object.keys(challenge.parameters))('a challenge with another %s is forged', (name) => {
  const { parameters } = payload.challenge;
  const value = parameters[name];
  const other =
    typeof value === 'number' ? value + 1 : value.replace(/.$/, value.endsWith('0') ? '1' : '0');
  const changed = { ...payload.challenge, parameters: { ...parameters, [name]: other } };
  expect(['forged', 'unreadable']).toContain(flawOf(encoded({ ...payload, challenge: changed })));
});

test('the words of a challenge in another order are the same challenge', () => {
  const parameters = Object.fromEntries(Object.entries(payload.challenge.parameters).reverse());
  const other = encoded({ ...payload, challenge: { ...payload.challenge, parameters } });
  expect(checkSolution(other, [KEY], NOW_MS)).toEqual(checkSolution(header, [KEY], NOW_MS));
});

test('the prefix that everybody is told is no solution', () => {
  const { keyPrefix } = payload.challenge.parameters;
  const guess = { counter: 500, derivedKey: keyPrefix.padEnd(64, '0') };
  expect(flawOf(encoded({ ...payload, solution: guess }))).toBe('unsolved');
  const short = { counter: 500, derivedKey: keyPrefix };
  expect(flawOf(encoded({ ...payload, solution: short }))).toBe('unsolved');
});

test.each<[string, unknown]>([
  ['nothing', ''],
  ['no base64', '\u0000'],
  ['no JSON', Buffer.from('{"challenge":').toString('base64')],
  ['null', encoded(null)],
  ['a list', encoded([])],
  ['no solution', encoded({ challenge })],
  ['a counter as text', encoded({ challenge, solution: { counter: '500', derivedKey: '00' } })],
  ['a key that is no number', encoded({ challenge, solution: { counter: 1, derivedKey: 'xyz' } })],
  ['far too much', 'A'.repeat(1_000_000)],
  ['deep nesting', Buffer.from('['.repeat(1_400)).toString('base64')],
])('%s is unreadable', (_, sent) => {
  expect(flawOf(String(sent))).toBe('unreadable');
});

test('nothing that is sent makes it throw', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.base64String({ maxLength: 400 }),
    fc.anything({ withObjectString: true }).map((value) => encoded(value ?? null)),
  );
  fc.assert(fc.property(anything, (sent) => flawOf(sent) !== undefined));
});
