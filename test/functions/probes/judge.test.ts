import { judge } from '../../../functions/probes/judge.ts';
import type { Answered, Failed, Observation } from '../../../functions/probes/observation.ts';

const expectations = {
  expectedStatus: [200, 299],
  latencyBudgetMs: 500,
  giveUpAfterMs: 1000,
} as const;

function answered(differing: Partial<Answered> = {}): Observation {
  const phases = { connectMs: 3, firstByteMs: 41.6 };
  return { kind: 'answered', status: 200, phases, redirects: 0, isTruncated: false, ...differing };
}

function failed(differing: Partial<Failed>): Observation {
  return { kind: 'failed', code: 'E', message: 'something broke', phases: {}, ...differing };
}

test.each<[string, Observation, boolean, string]>([
  ['an expected status', answered(), true, 'status was 200 after 42 ms'],
  ['the last expected status', answered({ status: 299 }), true, 'status was 299 after 42 ms'],
  ['a status above', answered({ status: 300 }), false, 'status was 300, expected 200–299'],
  ['a status below', answered({ status: 199 }), false, 'status was 199, expected 200–299'],
  ['an outage', answered({ status: 503 }), false, 'status was 503, expected 200–299'],
  [
    'an answer just in time',
    answered({ phases: { firstByteMs: 500 } }),
    true,
    'status was 200 after 500 ms',
  ],
  [
    'an answer that is late',
    answered({ phases: { firstByteMs: 500.1 } }),
    false,
    'answered after 500 ms, expected 500 ms or less',
  ],
  [
    'a slow connection before a fast answer',
    answered({ phases: { connectMs: 900, tlsMs: 900, firstByteMs: 20 } }),
    true,
    'status was 200 after 20 ms',
  ],
  [
    'a refused connection',
    failed({ code: 'ECONNREFUSED' }),
    false,
    'no answer: the connection was refused (ECONNREFUSED)',
  ],
  [
    'an unknown name',
    failed({ code: 'ENOTFOUND' }),
    false,
    'no answer: its name does not resolve (ENOTFOUND)',
  ],
  [
    'garbage',
    failed({ code: 'HPE_INVALID_CONSTANT' }),
    false,
    'no answer: what it sent is not HTTP (HPE_INVALID_CONSTANT)',
  ],
  ['a failure without a name', failed({}), false, 'no answer: something broke'],
  [
    'an answer that broke off',
    failed({ code: 'ECONNRESET', status: 200 }),
    false,
    'status was 200, but the answer broke off: the connection was cut (ECONNRESET)',
  ],
  ['no connection in time', failed({ code: 'GAVE_UP' }), false, 'no connection within 1000 ms'],
  [
    'no answer in time',
    failed({ code: 'GAVE_UP', phases: { connectMs: 2 } }),
    false,
    'connected, but no answer within 1000 ms',
  ],
  [
    'a body without end',
    failed({ code: 'GAVE_UP', status: 200, phases: { connectMs: 2, firstByteMs: 3 } }),
    false,
    'status was 200, but the body did not end within 1000 ms',
  ],
])('%s', (_, observation, isUp, sentence) => {
  expect(judge(observation, expectations)).toEqual({ isUp, sentence });
});

test('names one expected status alone', () => {
  const single = { ...expectations, expectedStatus: [204, 204] } as const;
  expect(judge(answered(), single).sentence).toBe('status was 200, expected 204');
});

test('a time that the prober cannot trust condemns nobody, and is not told', () => {
  const late = answered({ phases: { firstByteMs: 9000 } });
  expect(judge(late, expectations, false)).toEqual({ isUp: true, sentence: 'status was 200' });
});
