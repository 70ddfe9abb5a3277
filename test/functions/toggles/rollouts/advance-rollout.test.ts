import { PUBLIC_RELEASE } from '../../../../functions/toggles/exposures/exposure-store.ts';
import { advanceRollout } from '../../../../functions/toggles/rollouts/advance-rollout.ts';
import type { GuardAlarm } from '../../../../functions/toggles/rollouts/guard-alarm.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import {
  bakingRollout,
  guardAlarm,
  guardedToggle,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
  toggleAt,
  wellSeen,
} from '../../../support/rollout-builders.ts';

/** In force: the step of 5 %. */
const AT_5 = bakingRollout(1);
const seenAt5 = (difference = {}) => wellSeen({ toggle: toggleAt(5), ...difference });
const firing = guardAlarm({ state: 'ALARM', reason: 'Threshold Crossed: 2 out of 3' });
const KILL = { variant: 'off', who: 'bob', why: 'it burns', at: '2026-11-23T09:20:00.000Z' };

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

describe('an alarm', () => {
  test.each(['running', 'paused'] as const)(
    'aborts one that is %s, to the safe variant',
    (state) => {
      const decision = advanceRollout(
        { ...AT_5, state },
        seenAt5({ alarms: [guardAlarm(), firing] }),
      );
      const reason = 'alarm probe-page-availability is in ALARM: Threshold Crossed: 2 out of 3';
      expect(decision).toMatchObject({ action: { kind: 'kill', variant: 'off' }, reason });
      expect(decision.rollout).toMatchObject({ state: 'aborted', pending: 'kill', untold: true });
    },
  );

  test('is heard before an alarm without data', () => {
    const alarms = [guardAlarm({ name: 'a', state: 'missing', hasData: false }), firing];
    expect(advanceRollout(AT_5, seenAt5({ alarms })).action).toMatchObject({ kind: 'kill' });
  });

  test('aborts though nobody knows how many have seen it; nothing else is done then', () => {
    const uncounted = { exposures: undefined };
    const fired = advanceRollout(AT_5, seenAt5({ alarms: [firing], ...uncounted }));
    expect(fired.action).toMatchObject({ kind: 'kill' });
    for (const rollout of [AT_5, plannedRollout()]) {
      const decision = advanceRollout(rollout, {
        ...wellSeen({ toggle: toggleAt(rollout.servedPercent) }),
        ...uncounted,
      });
      expect(decision.rollout).toBe(rollout);
      expect(decision.action).toBeUndefined();
      expect(decision.reason).toContain('could not be read');
    }
  });

  test('kills though it has no data: CloudWatch called it ALARM', () => {
    const alarms = [{ ...firing, hasData: false }];
    expect(advanceRollout(AT_5, seenAt5({ alarms })).action).toMatchObject({ kind: 'kill' });
  });

  test('kills to the variant that the toggle names as safe', () => {
    const variants = { on: true, off: false, calm: false };
    const metadata = { guardedBy: 'a', safeVariant: 'calm' };
    const toggle = { ...toggleAt(5), variants, metadata };
    const { action } = advanceRollout(AT_5, seenAt5({ toggle, alarms: [firing] }));
    expect(action).toEqual({ kind: 'kill', variant: 'calm' });
  });

  test('does nothing to one that is over', () => {
    for (const state of ['finished', 'aborted', 'ended'] as const) {
      const over = { ...AT_5, state };
      const decision = advanceRollout(over, seenAt5({ alarms: [firing] }));
      expect(decision.rollout).toBe(over);
      expect(decision.action).toBeUndefined();
    }
  });

  test('a kill that a crash kept from being done is made good, and then never again', () => {
    const { rollout } = advanceRollout(AT_5, seenAt5({ alarms: [firing] }));
    const later = advanceRollout(rollout, seenAt5());
    expect(later.action).toEqual({ kind: 'kill', variant: 'off' });
    const killed = advanceRollout(later.rollout, seenAt5({ kill: KILL }));
    expect(killed.rollout).not.toHaveProperty('pending');
    expect(killed.action).toBeUndefined();
    expect(advanceRollout(killed.rollout, seenAt5()).action).toBeUndefined(); // restored: theirs to say
  });
});

describe("people's decisions", () => {
  const rules = { in: [{ var: 'email' }, ['ann@example.com']] };
  const withRules = guardedToggle({ targeting: { if: [rules, 'on', { custom: 1 }] } });

  test.each<[string, { toggle?: Toggle; kill?: typeof KILL }, string]>([
    ['killed it', { toggle: toggleAt(5), kill: KILL }, 'bob killed new-checkout (it burns)'],
    ['disabled it', { toggle: { ...toggleAt(5), state: 'DISABLED' } }, 'was disabled'],
    [
      'set another percentage',
      { toggle: toggleAt(40) },
      'set on to 40 %, where the rollout had 5 %',
    ],
    ['switched it off', { toggle: guardedToggle() }, 'set on to 0 %'],
    ['switched it on', { toggle: toggleAt(100) }, 'set on to 100 %'],
    ['wrote rules without a percentage', { toggle: withRules }, 'end in no percentage'],
  ])('somebody %s: it pauses, and no alarm makes it fight', (_, now, reason) => {
    const decision = advanceRollout(AT_5, { ...seenAt5({ alarms: [firing] }), ...now });
    expect(decision.action).toBeUndefined();
    expect(decision.rollout).toMatchObject({ state: 'paused', untold: true });
    expect(decision.reason).toContain(reason);
    const again = advanceRollout(decision.rollout, { ...seenAt5({ alarms: [firing] }), ...now });
    expect(again.rollout).toBe(decision.rollout);
  });

  test.each(['running', 'paused'] as const)(
    'an alarm that began after somebody changed the toggle aborts one that is %s',
    (state) => {
      const toggle = toggleAt(6);
      const changedAtMs = firing.sinceMs - 1;
      const newer = { toggle, changedAtMs };
      const decision = advanceRollout(
        { ...AT_5, state },
        { ...seenAt5({ alarms: [firing] }), ...newer },
      );
      expect(decision).toMatchObject({ action: { kind: 'kill' }, rollout: { state: 'aborted' } });

      const older = { toggle, changedAtMs: firing.sinceMs };
      const untouched = advanceRollout(
        { ...AT_5, state },
        { ...seenAt5({ alarms: [firing] }), ...older },
      );
      expect(untouched.action).toBeUndefined();

      const off = { toggle: guardedToggle(), changedAtMs };
      const harmless = advanceRollout(
        { ...AT_5, state },
        { ...seenAt5({ alarms: [firing] }), ...off },
      );
      expect(harmless.action).toBeUndefined();
    },
  );

  test('servings to the publishable key take it no step on: anybody can cause them', () => {
    const served = servedOn(1_000_000);
    const seen = seenAt5({ exposures: [{ ...served, release: PUBLIC_RELEASE }] });
    expect(advanceRollout(AT_5, seen)).toMatchObject({ reason: expect.stringContaining('0 of') });
    expect(advanceRollout(AT_5, seenAt5({ exposures: [served] })).rollout.step).toBe(2);
  });

  test.each(['running', 'paused'] as const)(
    'a toggle that was removed ends one that is %s',
    (state) => {
      const { toggle: _removed, ...seen } = seenAt5({ alarms: [firing] });
      const { rollout, action } = advanceRollout({ ...AT_5, state }, seen);
      expect(action).toBeUndefined();
      expect(rollout).toMatchObject({ state: 'ended', reason: 'new-checkout was removed' });
      expect(rollout).not.toHaveProperty('pending');
    },
  );

  test('a rule for some users is no change of the percentage', () => {
    const { targeting } = toggleAt(5);
    const toggle = guardedToggle({ targeting: { if: [rules, 'on', targeting] } });
    expect(advanceRollout(AT_5, seenAt5({ toggle })).rollout.step).toBe(2);
  });

  test('a percentage that a crash kept from being noted is no decision of anybody', () => {
    const { rollout } = advanceRollout(AT_5, seenAt5());
    const before = advanceRollout(rollout, seenAt5());
    expect(before.action).toEqual({ kind: 'setPercent', percent: 25 });
    const after = advanceRollout(rollout, seenAt5({ toggle: toggleAt(25) }));
    expect(after).toMatchObject({ rollout: { state: 'running', servedPercent: 25 } });
  });
});
