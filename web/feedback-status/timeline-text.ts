import type { TimelineEntry } from '../../functions/feedback/reporter/reported-status.ts';
import type { StatusTexts } from './status-texts.ts';

/** One line of what happened. */
export function timelineText(entry: TimelineEntry, texts: StatusTexts): string {
  if (entry.type === 'reply') return `${texts.reply} ${entry.text}`;
  if (entry.type === 'verdict') {
    return entry.verdict === 'fixed' ? texts.saidFixed : texts.saidBroken;
  }
  const { status, release, reason } = entry;
  if (reason === 'taken-back') return `${texts[status]} ${texts.takenBack} ${release}`;
  return release === undefined ? texts[status] : `${texts[status]} ${texts.release} ${release}`;
}
