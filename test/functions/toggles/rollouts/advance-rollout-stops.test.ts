import { PUBLIC_RELEASE } from '../../../../functions/toggles/exposures/exposure-store.ts';
import { advanceRollout } from '../../../../functions/toggles/rollouts/advance-rollout.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { AT_5, firing, KILL, seenAt5 } from '../../../support/rollout-at-5.ts';
import {
  guardAlarm,
  guardedToggle,
  plannedRollout,
  servedOn,
  toggleAt,
  wellSeen,
} from '../../../support/rollout-builders.ts';

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
