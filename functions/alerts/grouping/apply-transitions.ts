import { isDeepStrictEqual } from 'node:util';
import type { ServiceState } from '../alert.ts';
import type { Transition } from '../transition.ts';
import { alertAfter, type Circumstances } from './alert-after.ts';
import { eventsOfAlarm, eventsOfAlert } from './events-of-change.ts';
import { inOrder, memberAfter } from './member-after.ts';
import { alarmOf, newsNames, type Step } from './step.ts';
import { withAlarm } from './with-alarm.ts';
import { withUntold } from './with-untold.ts';

/**
 * What transitions of alarms make of their service, in whatever order and however often they come: alarms are joined to one
 * alert, which settles when none fires any more.
 */
export function applyTransitions(
  before: ServiceState,
  transitions: readonly Transition[],
  circumstances: Circumstances,
): Step {
  const start: Step = { state: before, events: [] };
  const step = transitions
    .toSorted(inOrder)
    .reduce((sofar, transition) => applyOne(sofar, transition, circumstances), start);
  return { ...step, state: revised(before, step.state) };
}

function applyOne(step: Step, transition: Transition, circumstances: Circumstances): Step {
  const { state } = step;
  const known = alarmOf(state.alarms, transition.alarmName);
  const member = memberAfter(known, transition);
  const alarms = member === known ? undefined : withAlarm(state.alarms, member);
  if (!alarms) return step;
  const alert = alertAfter(state, member, circumstances);
  if (!alert || alert.status === 'resolved') return { ...step, state: { ...state, alarms } };
  const events = [
    ...eventsOfAlarm({ before: known, after: member }),
    ...eventsOfAlert({ before: state.alert, after: alert }, member),
  ];
  return { state: { ...state, alarms, alert }, events: [...step.events, ...events] };
}

/** An alert's revision grows once a batch, where other alarms fire than when it last grew, or it is more urgent. */
function revised(before: ServiceState, after: ServiceState): ServiceState {
  const { alert } = after;
  if (!alert || alert === before.alert) return after;
  const loud = newsNames(alert.alarms);
  if (before.alert?.id !== alert.id) {
    return { ...withUntold(after, alert.id), revisedFiring: loud };
  }
  const isNews =
    alert.severity !== before.alert.severity ||
    (loud.length > 0 && !isDeepStrictEqual(loud, before.revisedFiring));
  if (!isNews) return after;
  return { ...after, alert: { ...alert, revision: alert.revision + 1 }, revisedFiring: loud };
}
