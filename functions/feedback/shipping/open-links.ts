import { isSameChange } from '../change-link.ts';
import type { FeedbackEvent, LinkEvent } from '../feedback-event.ts';
import { isClosed } from '../status.ts';

/**
 * The links that may still ship it, the oldest first. Whoever opens closed feedback again says that what closed it did
 * not mend it: its links are spent, and the team makes new ones. A release that was taken back says nothing of the kind.
 * Of two links to one change the later counts.
 */
export function openLinks(events: readonly FeedbackEvent[]): readonly LinkEvent[] {
  let links: readonly LinkEvent[] = [];
  let spent: readonly LinkEvent[] = [];
  for (const event of events) {
    if (event.type === 'link') links = [...links.filter((each) => !isSame(each, event)), event];
    if (isClosing(event)) spent = links;
    if (isReopening(event)) links = links.filter((each) => !spent.includes(each));
  }
  return links;
}

function isSame(one: LinkEvent, other: LinkEvent): boolean {
  return isSameChange(one.text, other.text);
}

function isClosing(event: FeedbackEvent): boolean {
  return event.type === 'status' && isClosed(event.to) && !isClosed(event.from);
}

function isReopening(event: FeedbackEvent): boolean {
  if (event.type !== 'status' && event.type !== 'verdict') return false;
  if (event.type === 'status' && event.reason === 'taken-back') return false;
  return isClosed(event.from) && !isClosed(event.to);
}
