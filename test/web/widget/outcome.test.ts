import { outcomeOf } from '../../../web/widget/outcome.ts';

const ENDPOINT = 'https://api.example/prod/v1/feedback';
const NOW_MS = Date.parse('2026-11-23T12:00:00Z');

function outcome(status: number, answer: unknown = undefined, retryAfter: string | null = null) {
  return outcomeOf(status, retryAfter, answer, ENDPOINT, NOW_MS);
}

test('a 202 leads to the status page', () => {
  const statusUrl = `${ENDPOINT}/1#secret`;
  expect(outcome(202, { id: '1', statusUrl })).toEqual({ kind: 'sent', statusUrl });
  expect(outcome(202, { statusUrl: 'feedback/1#s' })).toEqual({
    kind: 'sent',
    statusUrl: `${ENDPOINT}/1#s`,
  });
});

test.each([
  undefined,
  {},
  { statusUrl: 1 },
  { statusUrl: 'javascript:alert(1)' },
  { statusUrl: 'https://' },
])('a 202 without a usable one (%j) is thanked for all the same', (answer) =>
  expect(outcome(202, answer)).toEqual({ kind: 'sent' }),
);

test.each([408, 409, 425, 429, 500, 502, 503, 504])('%d is worth another try', (status) => {
  expect(outcome(status)).toEqual({ kind: 'later' });
});

test('428 asks for work', () => {
  expect(outcome(428)).toEqual({ kind: 'challenged' });
});

test.each([
  ['7', 7_000],
  ['Mon, 23 Nov 2026 12:01:00 GMT', 60_000],
  ['0', undefined],
  ['soon', undefined],
  ['-3', undefined],
])('Retry-After: %s', (retryAfter, retryAfterMs) => {
  const expected = retryAfterMs === undefined ? { kind: 'later' } : { kind: 'later', retryAfterMs };
  expect(outcome(503, undefined, retryAfter)).toEqual(expected);
});

test('a 400 names what it complains about', () => {
  const problem = { errors: [{ pointer: '/message', code: 'empty' }, null] };
  expect(outcome(400, problem)).toEqual({ kind: 'refused', pointers: ['/message', 'undefined'] });
  expect(outcome(403, null)).toEqual({ kind: 'refused', pointers: [] });
});
