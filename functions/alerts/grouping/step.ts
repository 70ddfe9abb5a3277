import type { MemberAlarm, ServiceState } from '../alert.ts';
import type { TimelineEvent } from '../timeline.ts';

/** What a decision makes of a service: the same state object where it changes nothing. */
export interface Step {
  readonly state: ServiceState;
  /** For the timeline of the state's alert. */
  readonly events: readonly TimelineEvent[];
}

type Alarms = Readonly<Record<string, MemberAlarm>>;

/** Names are foreign: `constructor` is one. */
export function alarmOf(alarms: Alarms, name: string): MemberAlarm | undefined {
  return Object.hasOwn(alarms, name) ? alarms[name] : undefined;
}

/** Whether it fires, and people hear of it. */
export function isLoud({ firingSince, isAnnounced }: MemberAlarm): boolean {
  return firingSince !== undefined && isAnnounced;
}

/** Sorted names of those that fire and are heard of. */
export function loudNames(alarms: Alarms): readonly string[] {
  return Object.values(alarms)
    .filter(isLoud)
    .map(({ name }) => name)
    .sort();
}

/** Sorted names of those whose coming is news: one that ends late echoes the others, where there are some. */
export function newsNames(alarms: Alarms): readonly string[] {
  const isPrompt = Object.values(alarms).some(({ ends }) => ends === undefined);
  return loudNames(alarms).filter((name) => !isPrompt || alarms[name]?.ends === undefined);
}
