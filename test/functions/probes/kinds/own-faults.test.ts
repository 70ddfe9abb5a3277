import { NotSent } from '../../../../functions/probes/auth/not-sent.ts';
import { codeOf, type Failed } from '../../../../functions/probes/exchange/failed.ts';
import { type Circumstances, resultOf } from '../../../../functions/probes/kinds/result-of.ts';
import { attemptAt, attemptUnderTest } from '../../../support/attempt-at.ts';
import { expiringTimers } from '../../../support/expiring-timers.ts';
import { httpTarget } from '../../../support/probe-targets.ts';
import { closeTargets, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

const UNTROUBLED = { expect: [], giveUpAfterMs: 10_000, delayMs: 0, preparationMs: 0 };

const failed = (code: string): Failed => ({
  kind: 'failed',
  code,
  message: code,
  during: 'answer',
  phases: {},
});

test.each(['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EADDRNOTAVAIL'])(
  'the target is not to blame for %s',
  (code) => {
    expect(resultOf(failed(code), UNTROUBLED)).toEqual({
      outcome: 'unknown',
      sentence: `the prober failed: it has no means to connect (${code})`,
      phases: {},
    });
  },
);

test.each<[string, Partial<Circumstances>, string]>([
  ['nothing', {}, 'down'],
  ['a delay of a fifth', { delayMs: 2_000 }, 'down'],
  ['a delay of more', { delayMs: 2_001 }, 'unknown'],
  ['a token that took more', { preparationMs: 2_001 }, 'unknown'],
  ['both together', { preparationMs: 1_100, delayMs: 1_000 }, 'unknown'],
  ['half a second of one', { giveUpAfterMs: 1_000, delayMs: 500 }, 'down'],
])('giving up, with %s to its own account', (_, own, outcome) => {
  expect(resultOf(failed('GAVE_UP'), { ...UNTROUBLED, ...own }).outcome).toBe(outcome);
  expect(resultOf(failed('ECONNRESET'), { ...UNTROUBLED, ...own }).outcome).toBe('down');
});

test('a prober that was late drops the latency, and not the availability', async () => {
  const target = await startTarget((_, response) => response.end());
  const late = await attemptAt(target.url, {}, { worstDelaySince: () => 5.1 });
  expect(late).toMatchObject({ outcome: 'up', status: 200 });
  expect(late.latencyMs).toBeUndefined();
  const inTime = await attemptAt(target.url, {}, { worstDelaySince: () => 5 });
  expect(inTime.latencyMs).toEqual(expect.any(Number));
});

test('what could not be sent says nothing of the target', async () => {
  const authenticate = () => Promise.reject(new NotSent('the secret token does not exist'));
  expect(await attemptAt('http://example.com/', {}, { authenticate })).toEqual({
    outcome: 'unknown',
    sentence: 'the secret token does not exist',
    phases: {},
  });
});

test('what a request needs is not waited for longer than for its answer', async () => {
  const { startTimer, expire } = expiringTimers();
  const authenticate = () => {
    void expire();
    return new Promise<never>(() => undefined);
  };
  expect(await attemptAt('http://example.com/', {}, { authenticate, startTimer })).toMatchObject({
    outcome: 'unknown',
    sentence: expect.stringMatching(/^what the request needs was not there within (5000|4999) ms$/),
  });
});

test('a mistake of ours is no failure of the target', async () => {
  const attempt = attemptUnderTest({
    authenticate: () => Promise.reject(new TypeError('x is not a function')),
  });
  expect(await attempt(httpTarget())).toMatchObject({
    outcome: 'unknown',
    sentence: 'the prober failed: x is not a function',
  });
});

const withCode = (code: string) => Object.assign(new Error(code), { code });

test.each<[Error, string]>([
  [withCode('ECONNRESET'), 'ECONNRESET'],
  [new TypeError('without a code'), 'TypeError'],
  [new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]), 'ECONNREFUSED'],
  [new AggregateError([withCode('ENETUNREACH'), withCode('EADDRNOTAVAIL')]), 'ENETUNREACH'],
])('of %s the code is %s', (error, code) => {
  expect(codeOf(error)).toBe(code);
});
