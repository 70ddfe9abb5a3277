import { changeEvent } from '../messages/change-event.ts';
import type { LiveRelease } from '../surroundings/surroundings.ts';
import { releaseNewsId, releaseStep } from './release-news.ts';
import type { Subject } from './subject.ts';

/** A release as what one route is told of; undefined where another one is live by now: that is news of its own. */
export function releaseSubject(
  newsId: string,
  live: LiveRelease | undefined,
  identity: { readonly project: string; readonly stage: string },
): Subject | undefined {
  if (!live || releaseNewsId(live) !== newsId) return undefined;
  return {
    revision: 1,
    severity: 'info',
    step: (delivery, nowMs) => releaseStep(live, delivery, nowMs),
    compose: async () => JSON.stringify(changeEvent(identity, live)),
  };
}
