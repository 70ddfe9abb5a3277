import { Problem } from '../../shared/problem.ts';
import { isSameChange } from '../change-link.ts';
import type { FeedbackEvent, LinkEvent } from '../feedback-event.ts';
import { openLinks } from '../shipping/open-links.ts';
import type { Author } from './author.ts';
import type { Edit } from './edit-feedback.ts';

const MAX_LINKS = 20;

/**
 * Ties it to a change. The same again is a new link where the last was spent, or names another toggle.
 *
 * @param link - as `changeLink` spells it
 * @param toggle - key of the toggle that the change is behind. @default - none
 */
export function linkTo(link: string, { who, at }: Author, toggle?: string): Edit {
  return ({ feedback, events }) => {
    const isSame = (other: LinkEvent) => isSameChange(link, other.text) && other.toggle === toggle;
    if (openLinks(events).some(isSame)) return undefined;
    if (linksOf(events).length < MAX_LINKS) {
      const behind = toggle === undefined ? {} : { toggle };
      return { after: feedback, events: [{ type: 'link', at, who, text: link, ...behind }] };
    }
    throw new Problem('feedback_conflict', `It has ${MAX_LINKS} links already, the most there are`);
  };
}

/** The changes that a piece of feedback is tied to, the oldest first. */
export function linksOf(events: readonly FeedbackEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'link' ? [event.text] : []));
}
