import type { NowMs } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit-feedback.ts';
import { AFTERPROD, type FeedbackEvent } from '../feedback-event.ts';
import type { LiveRelease } from './live-release.ts';
import { openLinks } from './open-links.ts';
import { timeAfter } from './time-after.ts';

/**
 * Says that it is being worked on again, for the release that shipped it was taken back. Not where its reporter or the
 * team has had a word since, nor where what mends it is in the release that came back, too.
 */
export function takeBack(release: string, { holds }: LiveRelease, now: NowMs): Edit {
  return ({ feedback, events }) => {
    if (feedback.status !== 'shipped' || !isShippedLast(events, release)) return undefined;
    if (openLinks(events).some(({ text }) => holds(text))) return undefined;
    const [from, to, reason] = ['shipped', 'in-progress', 'taken-back'] as const;
    const at = timeAfter(events, now);
    return {
      after: { ...feedback, status: to },
      events: [{ type: 'status', at, who: AFTERPROD, from, to, release, reason }],
    };
  };
}

function isShippedLast(events: readonly FeedbackEvent[], release: string): boolean {
  const last = events.findLast(({ type }) => type === 'status' || type === 'verdict');
  return last?.type === 'status' && last.to === 'shipped' && last.release === release;
}
