import * as fc from 'fast-check';
import { judgeAnswer } from '../../../../functions/alerts/channels/judge-answer.ts';
import type { Answer } from '../../../../functions/alerts/channels/post.ts';

const NOW = Date.parse('2026-11-23T22:15:00Z');
const answered = (status: number, retryAfter?: string): Answer => ({
  kind: 'answered',
  status,
  ...(retryAfter !== undefined && { retryAfter }),
});

test.each([200, 202, 204])('%d: told', (status) => {
  expect(judgeAnswer(answered(status), NOW)).toEqual({ kind: 'told' });
});

test.each([
  [408, true],
  [425, true],
  [429, true],
  [500, true],
  [503, true],
  [301, false],
  [307, false],
  [400, false],
  [404, false],
  [410, false],
])('%d may be tried again: %p', (status, mayRetry) => {
  expect(judgeAnswer(answered(status), NOW)).toMatchObject({ kind: 'failed', mayRetry });
});

test.each([
  ['120', 120_000],
  [' 5 ', 5_000],
  ['Mon, 23 Nov 2026 22:16:00 GMT', 60_000],
  ['Mon, 23 Nov 2026 22:00:00 GMT', 0], // it is over
  ['-5', undefined],
  ['soon', undefined],
  ['1e9', undefined],
  ['99999999999999', undefined],
  ['', undefined],
])('Retry-After %p asks for %p ms', (value, retryAfterMs) => {
  const result = judgeAnswer(answered(503, value), NOW);
  expect('retryAfterMs' in result ? result.retryAfterMs : undefined).toBe(retryAfterMs);
});

test('whatever stands in Retry-After, it asks for a time that is not negative, or for none', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const result = judgeAnswer(answered(429, value), NOW);
      const asked = 'retryAfterMs' in result ? result.retryAfterMs : 0;
      expect(asked).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a broken connection is tried again, a private address is not; neither is quoted', () => {
  expect(judgeAnswer({ kind: 'broken', code: 'ENOTFOUND' }, NOW)).toMatchObject({ mayRetry: true });
  expect(judgeAnswer({ kind: 'broken', code: 'EPIPE' }, NOW)).toMatchObject({
    why: 'no answer (EPIPE)',
  });
  expect(judgeAnswer({ kind: 'refused' }, NOW)).toMatchObject({ mayRetry: false });
});
