import { type AttemptEnd, afterAttempt } from '../../../../local/emulators/lambda/async-attempt.ts';
import { DEFAULT_EVENT_INVOKE_CONFIG } from '../../../../local/emulators/lambda/event-invoke-config.ts';

const event = {
  requestId: 'r',
  functionName: 'f',
  payload: '',
  acceptedAtMs: 0,
  dueAtMs: 0,
  failedAttempts: 0,
  refusals: 0,
};

/** Plays attempts that all end in the same way; gives when each came, and how it was over. */
function play(end: AttemptEnd, config = DEFAULT_EVENT_INVOKE_CONFIG) {
  const at = [0];
  let current = event;
  for (;;) {
    const nowMs = at.at(-1) ?? 0;
    const verdict = afterAttempt(current, end, config, nowMs);
    if (verdict.kind !== 'retry') return { seconds: at.map((ms) => ms / 1000), verdict };
    current = { ...event, ...verdict.event };
    at.push(verdict.event.dueAtMs);
  }
}

test('a success is done with', () => {
  expect(play('succeeded')).toEqual({ seconds: [0], verdict: { kind: 'done' } });
});

test('failures are tried again after one and two minutes', () => {
  expect(play('failed')).toEqual({
    seconds: [0, 60, 180],
    verdict: { kind: 'give-up', condition: 'RetriesExhausted' },
  });
});

test('no attempt comes when the event is too old', () => {
  expect(play('failed', { maxRetries: 2, maxAgeSeconds: 179 })).toEqual({
    seconds: [0, 60],
    verdict: { kind: 'give-up', condition: 'EventAgeExceeded' },
  });
});

test('refusals are tried again ever later, at least each five minutes, for six hours', () => {
  const { seconds, verdict } = play('refused');
  expect(seconds.slice(0, 5)).toEqual([0, 1, 3, 7, 15]);
  expect((seconds.at(-1) ?? 0) - (seconds.at(-2) ?? 0)).toBe(300);
  expect(seconds.at(-1)).toBeGreaterThan(21_600 - 300);
  expect(verdict).toEqual({ kind: 'give-up', condition: 'EventAgeExceeded' });
});
