import type { GuardAlarm } from '../../functions/toggles/rollouts/guard-alarm.ts';
import type { Rollout, RolloutState } from '../../functions/toggles/rollouts/rollout.ts';
import {
  progressText,
  type RolloutProgress,
} from '../../functions/toggles/rollouts/rollout-progress.ts';
import { moment } from '../moment.ts';
import type { Output } from '../output.ts';

/** All that a person asks of a rollout. */
export interface RolloutStatus {
  readonly rollout: Rollout;
  readonly progress: RolloutProgress;
  readonly alarms: readonly GuardAlarm[];
}

/** Enough to see how it came to this. */
const MOST_EVENTS = 5;

/** A rollout in a few lines, the narrowest first: where it stands, what it waits for, what watches, what happened. */
export function rolloutLines(
  { rollout, progress, alarms }: RolloutStatus,
  { paint }: Pick<Output, 'paint'>,
): readonly string[] {
  const { key, variant, steps, step, state, events } = rollout;
  return [
    paint('bold', `${key}: ${variant}, step ${step + 1} of ${steps.length}, ${state}`),
    paint(COLOURS[state], picture(rollout)),
    state === 'running' ? waitText(rollout, progress) : rollout.reason,
    ...alarms.map((alarm) =>
      paint(isWell(alarm) ? 'green' : 'red', `guarded by ${inWords(alarm)}`),
    ),
    ...events
      .slice(-MOST_EVENTS)
      .map(({ at, who, what }) => paint('dim', `${moment(at)}  ${who}: ${what}`)),
  ];
}

/** `● 1% ─ ◐ 5% ─ ○ 25%`: done, under way, to come. An ✕ marks where it was given up. */
export function picture({ steps, step, state }: Rollout): string {
  const mark = (index: number): string => {
    if (index < step || state === 'finished') return '●';
    if (index > step) return '○';
    return state === 'aborted' || state === 'ended' ? '✕' : '◐';
  };
  return steps.map(({ percent }, index) => `${mark(index)} ${percent}%`).join(' ─ ');
}

const COLOURS = {
  running: 'green',
  paused: 'yellow',
  finished: 'green',
  aborted: 'red',
  ended: 'dim',
} as const satisfies Readonly<Record<RolloutState, string>>;

function waitText({ pending }: Rollout, progress: RolloutProgress): string {
  return pending === 'percent' ? 'about to set this percentage' : progressText(progress);
}

function isWell({ state, hasData }: GuardAlarm): boolean {
  return state === 'OK' && hasData;
}

function inWords({ name, state, hasData }: GuardAlarm): string {
  const sight = state === 'OK' && !hasData ? ', but it has no data' : '';
  return `${name}: ${state}${sight}`;
}
