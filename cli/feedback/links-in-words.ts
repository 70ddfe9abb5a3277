import type { FeedbackEvent } from '../../functions/feedback/feedback-event.ts';
import { openLinks } from '../../functions/feedback/shipping/open-links.ts';
import { linkInWords } from './feedback-words.ts';

/** Only what is open may ship it: what was spent, or is named again later, stays as what was tried. */
export function linksInWords(timeline: readonly FeedbackEvent[]): readonly string[] {
  const open = openLinks(timeline);
  return timeline
    .filter((event) => event.type === 'link')
    .map((event) => `${linkInWords(event)}${open.includes(event) ? '' : ' (no longer counts)'}`);
}
