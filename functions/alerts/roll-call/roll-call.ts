import { isoTime } from '../../shared/clock.ts';
import type { MemberAlarm, ServiceState } from '../alert.ts';
import { MOST_AHEAD_MS } from '../parse/not-of-the-future.ts';
import type { Transition } from '../transition.ts';
import type { RegisteredAlarm } from './alarm-registry.ts';
import { transitionOf } from './transition-of.ts';

/**
 * The ends that nobody told of: of alarms that fire as far as is known, but are OK, or were deleted; EventBridge delivers events of
 * deletions as well as it can, no more. What CloudWatch says of an earlier time than what is known is no news: it lags;
 * except against a change that lies ahead, which no clock can have seen.
 */
export function missedEnds(
  { service, alarms }: ServiceState,
  registered: ReadonlyMap<string, RegisteredAlarm>,
  nowMs: number,
): readonly Transition[] {
  return firing(alarms).flatMap((member) => {
    const found = registered.get(member.name);
    if (!found) return [ended(service, member, isoTime(nowMs), 'The alarm was deleted.')];
    const isAhead = Date.parse(member.changedAt) > nowMs + MOST_AHEAD_MS;
    const isNews = isAhead || Date.parse(found.changedAt) >= Date.parse(member.changedAt);
    if (found.state !== 'OK' || !isNews) return [];
    if (isAhead) return [ended(service, member, isoTime(nowMs + 1), found.reason)];
    // Of one moment ALARM counts: what CloudWatch says it is now came after.
    const after = Math.max(Date.parse(found.changedAt), Date.parse(member.changedAt) + 1);
    return [ended(service, member, isoTime(after), found.reason)];
  });
}

/** Those that fire, whether people hear of them or not. */
export function firing(alarms: ServiceState['alarms']): readonly MemberAlarm[] {
  return Object.values(alarms).filter(({ firingSince }) => firingSince !== undefined);
}

function ended(service: string, member: MemberAlarm, at: string, reason: string): Transition {
  return { ...transitionOf(service, member), state: 'OK', at, reason };
}
