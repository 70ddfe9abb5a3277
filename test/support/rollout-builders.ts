import { rollOut } from '../../functions/toggles/edits/roll-out.ts';
import type { ExposureCount } from '../../functions/toggles/exposures/exposure-store.ts';
import type { RolloutObservation } from '../../functions/toggles/rollouts/advance-rollout.ts';
import type { GuardAlarm } from '../../functions/toggles/rollouts/guard-alarm.ts';
import { planRollout } from '../../functions/toggles/rollouts/plan-rollout.ts';
import type { Rollout } from '../../functions/toggles/rollouts/rollout.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const MINUTE_MS = 60_000;

/** When every rollout of these tests was started. */
export const START_MS = Date.parse('2026-11-23T09:10:00.000Z');

const PERCENTAGES = [1, 5, 25, 50, 100];

/** Off for all, with the facts that a rollout needs. */
export function guardedToggle(difference: Partial<Toggle> = {}): Toggle {
  const metadata = {
    owner: 'shop',
    description: 'The checkout on one page',
    expires: '2027-03-01',
    guardedBy: 'probe-page-availability',
  };
  return toggle({ metadata, ...difference });
}

/** The same with `on` for so many per cent. */
export function toggleAt(percent: number): Toggle {
  const flags = { 'new-checkout': guardedToggle() };
  const { document } = rollOut(documentOf(flags), 'new-checkout', percent);
  return document.flags['new-checkout'] ?? guardedToggle();
}

/** 1 % -> 5 % -> 25 % -> 50 % -> 100 %, half an hour and 100 exposures each, just started by ann. */
export function plannedRollout(): Rollout {
  const steps = PERCENTAGES.map((percent) => ({
    percent,
    bakeMs: 30 * MINUTE_MS,
    minExposures: 100,
  }));
  const author = { who: 'ann', why: 'launch' };
  const request = { key: 'new-checkout', steps, author, nowMs: START_MS };
  return planRollout(request, { toggle: guardedToggle() });
}

/** One that bakes: `step` is in force, since `START_MS`. */
export function bakingRollout(step: number, difference: Partial<Rollout> = {}): Rollout {
  const { pending: _none, ...rollout } = plannedRollout();
  return { ...rollout, step, servedPercent: PERCENTAGES[step] ?? 0, version: 1, ...difference };
}

export function guardAlarm(difference: Partial<GuardAlarm> = {}): GuardAlarm {
  return {
    name: 'probe-page-availability',
    state: 'OK',
    hasData: true,
    sinceMs: Date.parse('2026-11-23T08:00Z'),
    reason: 'Threshold Crossed',
    ...difference,
  };
}

/** `on` was served so often in this hour. */
export function servedOn(count: number, hour = '2026-11-23T09'): ExposureCount {
  return { hour, release: 'r1', key: 'new-checkout', variant: 'on', count };
}

/** All is well, long enough and with enough users for any step. */
export function wellSeen(difference: Partial<RolloutObservation> = {}): RolloutObservation {
  return {
    nowMs: START_MS + 31 * MINUTE_MS,
    toggle: guardedToggle(),
    alarms: [guardAlarm()],
    exposures: [servedOn(1_000)],
    ...difference,
  };
}
