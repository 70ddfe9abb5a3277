import type { FeedbackEvent } from '../feedback-event.ts';

/** The release that shipped it last; undefined where a person did, or nobody. */
export function shippingRelease(events: readonly FeedbackEvent[]): string | undefined {
  const shipped = events.findLast((event) => event.type === 'status' && event.to === 'shipped');
  return shipped?.type === 'status' ? shipped.release : undefined;
}
