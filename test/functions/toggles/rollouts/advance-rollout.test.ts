import { advanceRollout } from '../../../../functions/toggles/rollouts/advance-rollout.ts';
import type { GuardAlarm } from '../../../../functions/toggles/rollouts/guard-alarm.ts';
import { AT_5, seenAt5 } from '../../../support/rollout-at-5.ts';
import {
  bakingRollout,
  guardAlarm,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
  toggleAt,
  wellSeen,
} from '../../../support/rollout-builders.ts';

describe('a step', () => {
  test('begins by setting its percentage', () => {
    const rollout = plannedRollout();
    const decision = advanceRollout(rollout, wellSeen());
    expect(decision).toMatchObject({
      action: { kind: 'setPercent', percent: 1 },
      reason: 'step 1 of 5: on to 1 %, started: launch',
    });
    expect(decision.rollout).toBe(rollout); // nothing to store: it says already that this is pending
  });

  test('counts its time and its exposures from when the percentage is served', () => {
    const exposures = [servedOn(70), servedOn(5, '2026-11-23T08')];
    const { rollout, action } = advanceRollout(
      plannedRollout(),
      wellSeen({ toggle: toggleAt(1), exposures }),
    );
    expect(action).toBeUndefined();
    expect(rollout).toMatchObject({
      step: 0,
      servedPercent: 1,
      since: '2026-11-23T09:41:00.000Z',
      baseline: 70,
    });
    expect(rollout).not.toHaveProperty('pending');
  });

  test('ends in the next one, with the evidence, and says so before it is done', () => {
    const { rollout, action, reason } = advanceRollout(
      AT_5,
      seenAt5({ exposures: [servedOn(120)] }),
    );
    expect(action).toEqual({ kind: 'setPercent', percent: 25 });
    expect(reason).toBe(
      'step 3 of 5: on to 25 % after 31 min at 5 % with 120 exposures; OK: probe-page-availability',
    );
    expect(rollout).toMatchObject({ step: 2, pending: 'percent', servedPercent: 5, reason });
    expect(rollout.events.at(-1)).toEqual({
      at: '2026-11-23T09:41:00.000Z',
      who: 'guarded rollout of ann',
      what: reason,
    });
  });

  test.each([
    [
      'too early',
      { nowMs: START_MS + 30 * MINUTE_MS - 1 },
      '29.9 of 30 min, 1000 of 100 exposures',
    ],
    ['too few have seen it', { exposures: [servedOn(99)] }, '30 of 30 min, 99 of 100 exposures'],
    ['nobody has', { exposures: [] }, '30 of 30 min, 0 of 100 exposures'],
    ['the clock was set back', { nowMs: START_MS - 60 * MINUTE_MS }, '0 of 30 min'],
  ])('waits while %s', (_, difference, reason) => {
    const decision = advanceRollout(AT_5, seenAt5(difference));
    expect(decision.rollout).toBe(AT_5);
    expect(decision.action).toBeUndefined();
    expect(decision.reason).toContain(reason);
  });

  test('has lasted long enough at its last millisecond, and was seen enough at the last exposure', () => {
    const seen = seenAt5({ nowMs: START_MS + 30 * MINUTE_MS, exposures: [servedOn(100)] });
    expect(advanceRollout(AT_5, seen).rollout.step).toBe(2);
  });

  test('waits for exposures of its own: neither those before it, nor of others', () => {
    const rollout = { ...AT_5, baseline: 950 };
    const exposures = [
      servedOn(1_049),
      servedOn(500, '2026-11-23T08'),
      { ...servedOn(500), variant: 'off' },
      { ...servedOn(500), key: 'other' },
    ];
    expect(advanceRollout(rollout, seenAt5({ exposures })).reason).toContain('99 of 100');
    const another = [...exposures, { ...servedOn(1), release: 'r2' }];
    expect(advanceRollout(rollout, seenAt5({ exposures: another })).rollout.step).toBe(2);
  });

  test('is over after the last one', () => {
    const seen = wellSeen({ toggle: toggleAt(100) });
    const { rollout, action } = advanceRollout(bakingRollout(4), seen);
    expect(action).toBeUndefined();
    expect(rollout).toMatchObject({ state: 'finished', untold: true });
    expect(advanceRollout(rollout, seen).rollout).toBe(rollout);
  });
});

describe('without knowledge', () => {
  test.each<[string, readonly GuardAlarm[], string]>([
    [
      'an alarm has too few figures',
      [guardAlarm({ state: 'INSUFFICIENT_DATA' })],
      'INSUFFICIENT_DATA',
    ],
    ['an alarm is OK and sees nothing', [guardAlarm({ hasData: false })], 'no figures'],
    [
      'an alarm is not there',
      [guardAlarm({ state: 'missing', hasData: false })],
      'there is no alarm',
    ],
    [
      'one of two is blind',
      [guardAlarm(), guardAlarm({ name: 'b', hasData: false })],
      'alarm b has',
    ],
    ['no alarm guards it any more', [], 'guardedBy is empty'],
  ])('it pauses: %s', (_, alarms, reason) => {
    for (const [rollout, seen] of [
      [AT_5, seenAt5({ alarms })],
      [plannedRollout(), wellSeen({ alarms })], // not even the first percentage is set
    ] as const) {
      const decision = advanceRollout(rollout, seen);
      expect(decision.action).toBeUndefined();
      expect(decision.rollout).toMatchObject({ state: 'paused', step: rollout.step, untold: true });
      expect(decision.reason).toContain(reason);
    }
  });

  test('stays paused when all is well again: a person resumes it', () => {
    const paused = { ...AT_5, state: 'paused' as const };
    expect(advanceRollout(paused, seenAt5()).rollout).toBe(paused);
  });
});
