import fc from 'fast-check';
import { rollOut } from '../../../../functions/toggles/edits/roll-out.ts';
import { exposureHour } from '../../../../functions/toggles/exposures/exposure-hour.ts';
import type { ExposureCount } from '../../../../functions/toggles/exposures/exposure-store.ts';
import {
  advanceRollout,
  type RolloutDecision,
  type RolloutObservation,
} from '../../../../functions/toggles/rollouts/advance-rollout.ts';
import type { GuardAlarm } from '../../../../functions/toggles/rollouts/guard-alarm.ts';
import { isWatched, type Rollout } from '../../../../functions/toggles/rollouts/rollout.ts';
import { rolloutPercent } from '../../../../functions/toggles/rollouts/rollout-percent.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import {
  guardAlarm,
  guardedToggle,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
  toggleAt,
  wellSeen,
} from '../../../support/rollout-builders.ts';
import { documentOf } from '../../../support/toggle-builders.ts';

const KILL = { variant: 'off', who: 'bob', why: 'it burns', at: '2026-11-23T09:20:00.000Z' };

const alarm: fc.Arbitrary<GuardAlarm> = fc.record({
  name: fc.constantFrom('a', 'b'),
  state: fc.constantFrom('OK', 'OK', 'OK', 'OK', 'ALARM', 'INSUFFICIENT_DATA', 'missing'),
  hasData: fc.constantFrom(true, true, true, false),
  sinceMs: fc.constantFrom(0, Date.parse('2026-11-23T09:30Z')),
  reason: fc.constant('because'),
});

/** A minute, with what can happen in it. */
const minute = fc.record({
  minutes: fc.integer({ min: -30, max: 90 }),
  alarms: fc.array(alarm, { maxLength: 2 }),
  served: fc.integer({ min: 0, max: 200 }),
  /** A person's doing. */
  meddling: fc.option(fc.constantFrom('kill', 'restore', 'remove', 'disable', 'percent'), {
    freq: 20,
    nil: undefined,
  }),
  /** Whether the run crashes between what it stored and what it does. */
  crashes: fc.constantFrom(false, false, false, true),
});

interface Minute {
  readonly minutes: number;
  readonly alarms: readonly GuardAlarm[];
  readonly served: number;
  readonly meddling: 'kill' | 'restore' | 'remove' | 'disable' | 'percent' | undefined;
  readonly crashes: boolean;
}

interface World {
  rollout: Rollout;
  toggle: Toggle | undefined;
  killed: boolean;
  nowMs: number;
  served: ExposureCount[];
}

interface Seen {
  readonly before: Rollout;
  readonly seen: RolloutObservation;
  readonly decision: RolloutDecision;
}

/** Lives through some minutes; gives what was decided in each. */
function live(minutes: readonly Minute[]): Seen[] {
  const world: World = {
    rollout: plannedRollout(),
    toggle: guardedToggle(),
    killed: false,
    nowMs: START_MS,
    served: [],
  };
  return minutes.map((each) => {
    world.nowMs += each.minutes * MINUTE_MS;
    world.served.push(servedOn(each.served, exposureHour(world.nowMs)));
    meddle(world, each.meddling);
    const seen = observe(world, each.alarms);
    const before = world.rollout;
    const decision = advanceRollout(before, seen);
    world.rollout = decision.rollout;
    if (!each.crashes) act(world, decision);
    return { before, seen, decision };
  });
}

function observe({ toggle, killed, nowMs, served }: World, alarms: readonly GuardAlarm[]) {
  return {
    nowMs,
    alarms,
    exposures: [...served],
    ...(toggle && { toggle }),
    ...(killed && { kill: KILL }),
  };
}

function meddle(world: World, meddling: string | undefined): void {
  if (meddling === 'kill') world.killed = true;
  if (meddling === 'restore') world.killed = false;
  if (meddling === 'remove') world.toggle = undefined;
  if (meddling === 'disable') world.toggle &&= { ...world.toggle, state: 'DISABLED' };
  if (meddling === 'percent') world.toggle = toggleAt(40);
}

function act(world: World, { action }: RolloutDecision): void {
  if (action?.kind === 'kill') world.killed = true;
  if (action?.kind === 'setPercent') world.toggle = toggleAt(action.percent);
}

const someMinutes = fc.array(minute, { minLength: 1, maxLength: 60 });

test('sets a percentage only while there are alarms, all OK and with data', () => {
  fc.assert(
    fc.property(someMinutes, (minutes) => {
      for (const { seen, decision } of live(minutes)) {
        if (decision.action?.kind !== 'setPercent') continue;
        expect(seen.alarms.length).toBeGreaterThan(0);
        expect(seen.alarms.filter(({ state, hasData }) => state !== 'OK' || !hasData)).toEqual([]);
      }
    }),
  );
});

test('never lowers a percentage, nor touches a toggle that people hold', () => {
  fc.assert(
    fc.property(someMinutes, (minutes) => {
      for (const { seen, decision } of live(minutes)) {
        if (decision.action?.kind !== 'setPercent') continue;
        expect(seen.kill).toBeUndefined();
        expect(seen.toggle?.state).toBe('ENABLED');
        const served = seen.toggle && rolloutPercent(seen.toggle, 'on');
        expect(decision.action.percent).toBeGreaterThan(served ?? 100);
      }
    }),
  );
});

test('kills only on an alarm, or to make such a kill good', () => {
  fc.assert(
    fc.property(someMinutes, (minutes) => {
      for (const { before, seen, decision } of live(minutes)) {
        if (decision.action?.kind !== 'kill') continue;
        const fired = seen.alarms.some(({ state }) => state === 'ALARM');
        expect(fired || before.pending === 'kill').toBe(true);
        expect(seen.kill).toBeUndefined();
      }
    }),
  );
});

test('the same observation twice is one step', () => {
  fc.assert(
    fc.property(someMinutes, (minutes) => {
      for (const { seen, decision } of live(minutes)) {
        const again = advanceRollout(decision.rollout, seen);
        expect(again.rollout).toEqual(decision.rollout);
        expect(again.action).toEqual(decision.action);
      }
    }),
  );
});

test('a step goes up by one, and what is over stays over', () => {
  fc.assert(
    fc.property(someMinutes, (minutes) => {
      for (const { before, decision } of live(minutes)) {
        expect(decision.rollout.step - before.step).toBeGreaterThanOrEqual(0);
        expect(decision.rollout.step - before.step).toBeLessThanOrEqual(1);
        if (!isWatched(before)) expect(decision.rollout.state).toBe(before.state);
      }
    }),
  );
});

test('comes to its end while all is well, whatever the crashes', () => {
  const calm = fc.record({
    minutes: fc.integer({ min: 1, max: 5 }),
    alarms: fc.constant([guardAlarm()]),
    served: fc.integer({ min: 10, max: 50 }),
    meddling: fc.constant(undefined),
    crashes: fc.boolean(),
  });
  const surely = { minutes: 40, alarms: [guardAlarm()], served: 100, meddling: undefined };
  const last = Array.from({ length: 11 }, () => ({ ...surely, crashes: false }));
  fc.assert(
    fc.property(fc.array(calm, { maxLength: 60 }), (minutes) => {
      const end = live([...minutes, ...last]).at(-1);
      expect(end?.decision.rollout).toMatchObject({ state: 'finished', step: 4 });
    }),
  );
});

test('reads back every percentage that a rollout sets, also behind rules', () => {
  const rules = { in: [{ var: 'email' }, ['ann@example.com']] };
  const behindRules = { if: [rules, 'on'] };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.boolean(), (hundredths, hasRules) => {
      const percent = hundredths / 100;
      const targeting = hasRules ? { targeting: behindRules } : {};
      const document = documentOf({ 'new-checkout': guardedToggle(targeting) });
      const { flags } = rollOut(document, 'new-checkout', percent).document;
      expect(rolloutPercent(flags['new-checkout'] ?? guardedToggle(), 'on')).toBe(percent);
    }),
  );
});

test('waits without end for users, and says so', () => {
  const seen = wellSeen({ toggle: toggleAt(1), exposures: [] });
  const begun = advanceRollout(plannedRollout(), seen).rollout;
  const aWeekLater = { ...seen, nowMs: seen.nowMs + 7 * 24 * 60 * MINUTE_MS };
  expect(advanceRollout(begun, aWeekLater).reason).toBe('30 of 30 min, 0 of 100 exposures');
});
