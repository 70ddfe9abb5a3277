import type { Alert, MemberAlarm } from '../alert.ts';
import { isLoud } from '../grouping/step.ts';
import { SEVERITIES } from '../severity.ts';

/** Those that fire now and are heard of, the most urgent and then the oldest first. */
export function firingOf({ alarms, status }: Alert): readonly MemberAlarm[] {
  return status === 'resolved' ? [] : inOrder(Object.values(alarms).filter(isLoud));
}

/** Those that fire on though the alert is over: they end late. */
export function lateOf({ alarms, status }: Alert): readonly MemberAlarm[] {
  return status === 'resolved' ? inOrder(Object.values(alarms).filter(isLoud)) : [];
}

/** Those that fire, and nobody is to hear of it: muted, suppressed, or of a band that still learns. */
export function silentOf({ alarms }: Alert): readonly MemberAlarm[] {
  return inOrder(
    Object.values(alarms).filter((each) => each.firingSince !== undefined && !isLoud(each)),
  );
}

function inOrder(alarms: readonly MemberAlarm[]): readonly MemberAlarm[] {
  return alarms.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compare(a.firingSince ?? '', b.firingSince ?? '') ||
      compare(a.name, b.name),
  );
}

/** Those that fired and are over, the latest first. */
export function overOf({ alarms }: Alert): readonly MemberAlarm[] {
  return Object.values(alarms)
    .filter(({ firingSince }) => firingSince === undefined)
    .sort((a, b) => compare(b.changedAt, a.changedAt) || compare(a.name, b.name));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
