import { isoTime } from '../../shared/clock.ts';
import type { ExposureCount } from '../exposures/exposure-store.ts';
import { safeVariantOf } from '../toggle.ts';
import { blindnessOf, firingOf, type GuardAlarm } from './guard-alarm.ts';
import {
  authorOf,
  isWatched,
  type Rollout,
  type RolloutState,
  stepOf,
  withEvent,
} from './rollout.ts';
import { overrideOf, type ToggleNow } from './rollout-override.ts';
import { rolloutPercent } from './rollout-percent.ts';
import {
  baselineAt,
  isBaked,
  progressOf,
  progressText,
  type RolloutProgress,
} from './rollout-progress.ts';

/** All that one look at a rollout sees. */
export interface RolloutObservation extends ToggleNow {
  readonly nowMs: number;
  /** One for each name in the toggle's `guardedBy`. */
  readonly alarms: readonly GuardAlarm[];
  /** When somebody else changed the toggle last. @default - nobody did lately */
  readonly changedAtMs?: number | undefined;
  /** The toggle's kill by this rollout is in the history, though the rollout may not know it yet. @default false */
  readonly isKillDone?: boolean;
  /** Of the toggle, from the hour of `rollout.since` on. Undefined: they could not be read. */
  readonly exposures: readonly ExposureCount[] | undefined;
}

type Counted = RolloutObservation & { readonly exposures: readonly ExposureCount[] };

/** What is to be done to the toggle, after the rollout that comes with it was stored. */
export type RolloutAction =
  | { readonly kind: 'setPercent'; readonly percent: number }
  | { readonly kind: 'kill'; readonly variant: string };

export interface RolloutDecision {
  /** The very same one where nothing changes. */
  readonly rollout: Rollout;
  readonly action?: RolloutAction;
  /** Why, or what it waits for. */
  readonly reason: string;
}

/**
 * Decides one step of a guarded rollout. It advances only while every alarm is OK and has data, and yields to whatever
 * people have decided about the toggle in the meantime. Without alarms it does not advance at all. The same
 * observation twice is one step.
 */
export function advanceRollout(rollout: Rollout, seen: RolloutObservation): RolloutDecision {
  if (rollout.pending === 'kill') return carryOutKill(rollout, seen);
  if (!isWatched(rollout)) return stay(rollout, rollout.reason);
  return (
    yieldToPeople(rollout, seen) ??
    abortOnAlarm(rollout, seen) ??
    standWhilePaused(rollout) ??
    pauseWithoutData(rollout, seen) ??
    goOn(rollout, seen)
  );
}

/** The toggle serves the percentage of the step: its time begins. */
export function stepBegun(
  rollout: Rollout,
  { nowMs, exposures }: Pick<Counted, 'nowMs' | 'exposures'>,
): Rollout {
  return {
    ...withoutPending(rollout),
    servedPercent: stepOf(rollout).percent,
    since: isoTime(nowMs),
    baseline: baselineAt(rollout, exposures, nowMs),
  };
}

/** The percentage cannot be set, for a reason that a person has to remove. */
export function hindered(rollout: Rollout, reason: string, nowMs: number): Rollout {
  return change(rollout, { nowMs }, 'paused', reason).rollout;
}

/** What was pending is done. */
export function withoutPending({ pending: _done, ...rollout }: Rollout): Rollout {
  return rollout;
}

function stay(rollout: Rollout, reason: string): RolloutDecision {
  return { rollout, reason };
}

/** Decided and stored, but a crash may have come before it was done. */
function carryOutKill(
  rollout: Rollout,
  { toggle, kill, isKillDone }: RolloutObservation,
): RolloutDecision {
  const { reason } = rollout;
  if (!toggle || kill || isKillDone) return { rollout: withoutPending(rollout), reason };
  return { rollout, action: { kind: 'kill', variant: safeVariantOf(toggle) }, reason };
}

/**
 * Never fights: a removed toggle ends the rollout, anything else pauses it. An alarm that began after people's decision is
 * newer than it, and still aborts.
 */
function yieldToPeople(rollout: Rollout, seen: RolloutObservation): RolloutDecision | undefined {
  const override = overrideOf(rollout, seen);
  if (override === undefined) return undefined;
  if (!seen.toggle) return change(withoutPending(rollout), seen, 'ended', override);
  if (isNewerThanPeople(rollout, seen)) return undefined;
  return standWhilePaused(rollout) ?? change(rollout, seen, 'paused', override);
}

/** Whether an alarm fires that nobody could know of when the toggle was changed, and that the variant may have caused. */
function isNewerThanPeople(
  { variant }: Rollout,
  { toggle, kill, alarms, changedAtMs }: RolloutObservation,
): boolean {
  if (!toggle || kill || toggle.state === 'DISABLED' || changedAtMs === undefined) return false;
  if (rolloutPercent(toggle, variant) === 0) return false;
  return alarms.some(({ state, sinceMs }) => state === 'ALARM' && sinceMs > changedAtMs);
}

/** A paused one as well: its users are as exposed as before. */
function abortOnAlarm(rollout: Rollout, seen: RolloutObservation): RolloutDecision | undefined {
  const reason = firingOf(seen.alarms);
  if (reason === undefined || !seen.toggle) return undefined;
  const variant = safeVariantOf(seen.toggle);
  const decision = change({ ...rollout, pending: 'kill' }, seen, 'aborted', reason);
  return { ...decision, action: { kind: 'kill', variant } };
}

function standWhilePaused(rollout: Rollout): RolloutDecision | undefined {
  return rollout.state === 'paused' ? stay(rollout, rollout.reason) : undefined;
}

function pauseWithoutData(rollout: Rollout, seen: RolloutObservation): RolloutDecision | undefined {
  const reason = blindnessOf(seen.alarms);
  return reason === undefined ? undefined : change(rollout, seen, 'paused', reason);
}

/** An abort needs no counts, and must not fail with them. */
function goOn(rollout: Rollout, { exposures, ...seen }: RolloutObservation): RolloutDecision {
  if (!exposures) return stay(rollout, 'the exposure counts could not be read');
  const counted = { ...seen, exposures };
  return setPercentage(rollout, counted) ?? promoteWhenBaked(rollout, counted);
}

function setPercentage(rollout: Rollout, seen: Counted): RolloutDecision | undefined {
  if (rollout.pending !== 'percent' || !seen.toggle) return undefined;
  const { percent } = stepOf(rollout);
  const { reason } = rollout;
  const isSet = rolloutPercent(seen.toggle, rollout.variant) === percent;
  if (isSet) return { rollout: stepBegun(rollout, seen), reason };
  return { rollout, action: { kind: 'setPercent', percent }, reason };
}

function promoteWhenBaked(rollout: Rollout, seen: Counted): RolloutDecision {
  const progress = progressOf(rollout, seen.exposures, seen.nowMs);
  if (!isBaked(progress)) return stay(rollout, progressText(progress));
  const evidence = evidenceOf(rollout, progress, seen.alarms);
  const next = rollout.steps[rollout.step + 1];
  if (!next) return change(rollout, seen, 'finished', `finished: ${evidence}`);
  const promoted: Rollout = { ...rollout, step: rollout.step + 1, pending: 'percent' };
  const of = `step ${promoted.step + 1} of ${rollout.steps.length}`;
  const reason = `${of}: ${rollout.variant} to ${next.percent} % after ${evidence}`;
  const rolling = withEvent(promoted, eventOf(rollout, seen, reason), {});
  return { rollout: rolling, action: { kind: 'setPercent', percent: next.percent }, reason };
}

function evidenceOf(
  rollout: Rollout,
  { bakedMs, exposures }: RolloutProgress,
  alarms: readonly GuardAlarm[],
): string {
  const { percent } = stepOf(rollout);
  const names = alarms.map(({ name }) => name).join(', ');
  return `${Math.floor(bakedMs / 60_000)} min at ${percent} % with ${exposures} exposures; OK: ${names}`;
}

/** Every end and every pause is told. */
function change(
  rollout: Rollout,
  seen: Pick<RolloutObservation, 'nowMs'>,
  state: Exclude<RolloutState, 'running'>,
  reason: string,
): RolloutDecision {
  const event = eventOf(rollout, seen, reason);
  return { rollout: withEvent(rollout, event, { state, untold: true }), reason };
}

function eventOf(rollout: Rollout, { nowMs }: { readonly nowMs: number }, what: string) {
  return { at: isoTime(nowMs), who: authorOf(rollout).who, what };
}
