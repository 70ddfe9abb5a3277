import { Problem } from '../../shared/problem.ts';
import { isSameChange } from '../change-link.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { Author } from './author.ts';
import type { Edit } from './edit-feedback.ts';

const MAX_LINKS = 20;

/** @param link - as `changeLink` spells it */
export function linkTo(link: string, { who, at }: Author): Edit {
  return ({ feedback, events }) => {
    const links = linksOf(events);
    if (links.some((other) => isSameChange(link, other))) return undefined;
    if (links.length < MAX_LINKS) {
      return { after: feedback, events: [{ type: 'link', at, who, text: link }] };
    }
    throw new Problem('feedback_conflict', `It has ${MAX_LINKS} links already, the most there are`);
  };
}

/** The changes that a piece of feedback is tied to, the oldest first. */
export function linksOf(events: readonly FeedbackEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'link' ? [event.text] : []));
}
