import { isoTime, type NowMs } from '../../shared/clock.ts';
import type { FeedbackEvent } from '../feedback-event.ts';

/** When the next line of a timeline is written: now, and never before its last, whose writer's clock may be ahead. */
export function timeAfter(events: readonly FeedbackEvent[], now: NowMs): string {
  const last = events.at(-1);
  return isoTime(Math.max(now(), last ? Date.parse(last.at) : 0));
}
