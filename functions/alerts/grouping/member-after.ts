import { isDeepStrictEqual } from 'node:util';
import type { MemberAlarm } from '../alert.ts';
import { learnedBy } from '../bands/have-learned.ts';
import { printable } from '../messages/printable.ts';
import type { AlarmState, Transition } from '../transition.ts';

const LONGEST_SENTENCE = 200;
const LONGEST_REASON = 300;

/** Which of two states at one moment counts: rather told once too often than never. A roll call mends what is wrong. */
const RANK: Readonly<Record<AlarmState, number>> = { OK: 0, INSUFFICIENT_DATA: 1, ALARM: 2 };

/** The order in which transitions count: by time, whatever the order in which they come. */
export function inOrder(one: Transition, other: Transition): number {
  return compare(one.at, other.at) || RANK[one.state] - RANK[other.state];
}

/**
 * What is known of an alarm after a transition; the same object where that is no news: what is older than what is known changes
 * nothing, what comes twice only adds what the first did not say.
 */
export function memberAfter(known: MemberAlarm | undefined, transition: Transition): MemberAlarm {
  if (!known) return renewed(undefined, transition);
  const order =
    compare(transition.at, known.changedAt) || RANK[transition.state] - RANK[known.state];
  if (order < 0) return known;
  const next = order === 0 ? completed(known, transition) : renewed(known, transition);
  return isDeepStrictEqual(next, known) ? known : next;
}

function renewed(known: MemberAlarm | undefined, transition: Transition): MemberAlarm {
  const { alarmName: name, alarmArn: arn, state, at: changedAt, facts } = transition;
  const firingSince = firingSinceAfter(known, transition);
  const measured = state === 'ALARM' ? transition.measured : known?.measured;
  const beganAt = known?.firingSince === undefined ? transition.beganAt : known.beganAt;
  return {
    name,
    arn,
    severity: facts.severity,
    state,
    changedAt,
    ...(firingSince !== undefined && { firingSince }),
    isAnnounced: isAnnouncedAfter(known, transition),
    ...(transition.isLearning && { learnsOf: learnedBy(transition) }),
    ...(facts.told === 'directly' && { told: facts.told }),
    ...(facts.ends !== undefined && { ends: facts.ends }),
    sentence: printable(transition.sentence, LONGEST_SENTENCE),
    reason: printable(transition.reason, LONGEST_REASON),
    ...saidOf(transition),
    ...(measured && { measured }),
    ...(beganAt !== undefined && { beganAt }),
  };
}

/** For people alone: nothing is decided by it. */
function saidOf({ facts: { owner, runbook }, metric }: Transition) {
  return {
    ...(owner !== undefined && { owner: printable(owner, LONGEST_SENTENCE) }),
    ...(runbook !== undefined && { runbook }),
    ...(metric && { metricName: printable(metric.name, LONGEST_SENTENCE) }),
  };
}

/** Without data it neither begins nor ends. */
function firingSinceAfter(known: MemberAlarm | undefined, { state, at }: Transition) {
  if (state === 'OK') return undefined;
  return known?.firingSince ?? (state === 'ALARM' ? at : undefined);
}

/** What people have heard of they hear of until it is over. */
function isAnnouncedAfter(known: MemberAlarm | undefined, { state, isMuted }: Transition): boolean {
  const wasAnnounced = known?.isAnnounced ?? false;
  if (state !== 'ALARM') return wasAnnounced;
  return !isMuted || (known?.firingSince !== undefined && wasAnnounced);
}

/** The same transition by another way: one that was muted is announced when the silence ends. */
function completed(known: MemberAlarm, transition: Transition): MemberAlarm {
  const measured = { ...transition.measured, ...known.measured };
  const { value } = measured;
  const beganAt = known.beganAt ?? transition.beganAt;
  return {
    ...known,
    arn: known.arn || transition.alarmArn,
    isAnnounced: known.isAnnounced || (known.state === 'ALARM' && !transition.isMuted),
    ...(value !== undefined && { measured: { ...measured, value } }),
    ...(beganAt !== undefined && { beganAt }),
  };
}

function compare(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}
