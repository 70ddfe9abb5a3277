import type { MemberAlarm, ServiceState } from '../alert.ts';
import { type HasLearned, haveLearned } from '../bands/have-learned.ts';
import type { Transition } from '../transition.ts';
import { firing } from './roll-call.ts';
import { transitionOf } from './transition-of.ts';

/** The alarms that fire silently because their bands learned when they began, and whose bands have learned since: announced. */
export async function learnedSince(
  { service, alarms }: ServiceState,
  hasLearned: HasLearned,
): Promise<readonly Transition[]> {
  const asked = firing(alarms).map(async (member) =>
    (await isLearned(member, hasLearned)) ? [transitionOf(service, member)] : [],
  );
  return (await Promise.all(asked)).flat();
}

async function isLearned(
  { isAnnounced, state, learnsOf }: MemberAlarm,
  hasLearned: HasLearned,
): Promise<boolean> {
  if (isAnnounced || state !== 'ALARM' || !learnsOf) return false;
  return haveLearned(learnsOf, hasLearned);
}
