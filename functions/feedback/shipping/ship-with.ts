import type { NowMs } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit-feedback.ts';
import { AFTERPROD, type FeedbackEvent } from '../feedback-event.ts';
import { isClosed } from '../status.ts';
import type { LiveRelease } from './live-release.ts';
import { openLinks } from './open-links.ts';
import { timeAfter } from './time-after.ts';

/** Whether the reporter has what a toggle switches on; `had` is the variant that their page told. */
export type IsOn = (toggle: string, had: string | undefined) => boolean;

/**
 * Says that it is shipped, where what mends it is live and on for its reporter. Never by a release of which its reporter
 * has said that it is still broken.
 */
export function shipWith({ releaseId: release, holds }: LiveRelease, isOn: IsOn, now: NowMs): Edit {
  return ({ feedback, events }) => {
    const { status: from, context } = feedback;
    if (isClosed(from) || isFoundBroken(events, release)) return undefined;
    const isThere = openLinks(events).some(
      ({ text, toggle }) =>
        holds(text) && (toggle === undefined || isOn(toggle, variantOf(context.toggles, toggle))),
    );
    if (!isThere) return undefined;
    const [to, at] = ['shipped', timeAfter(events, now)] as const;
    return {
      after: { ...feedback, status: to },
      events: [{ type: 'status', at, who: AFTERPROD, from, to, release }],
    };
  };
}

function isFoundBroken(events: readonly FeedbackEvent[], release: string): boolean {
  return events.some(
    (event) =>
      event.type === 'verdict' && event.text === 'still-broken' && event.release === release,
  );
}

/** Own keys only: a toggle may be named `constructor`. */
function variantOf(toggles: Readonly<Record<string, string>> = {}, key: string) {
  return Object.hasOwn(toggles, key) ? toggles[key] : undefined;
}
