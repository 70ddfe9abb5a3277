import { Problem } from '../../shared/problem.ts';
import type { Feedback } from '../feedback.ts';
import {
  type FeedbackEvent,
  REPORTER,
  type Verdict,
  type VerdictEvent,
} from '../feedback-event.ts';
import { shippingRelease } from '../shipping/shipping-release.ts';
import type { FeedbackRecord } from '../store/feedback-store.ts';

export interface Judgement {
  readonly after: Feedback;
  readonly event: VerdictEvent;
}

/**
 * What the reporter's verdict makes of feedback that was shipped: it stays so, or is new again. Undefined where it was
 * their last word already, so that a request may be sent again. Everything else is not due.
 *
 * @param currentRelease - judged where it is not known which release shipped it
 */
export function judge(
  { feedback, events }: FeedbackRecord,
  verdict: Verdict,
  at: string,
  currentRelease: string | undefined,
): Judgement | undefined {
  if (lastVerdict(events) === verdict) return undefined;
  const { status: from } = feedback;
  if (from !== 'shipped') {
    throw new Problem('verdict_not_due', 'Only what was shipped can be judged');
  }
  const to = verdict === 'still-broken' ? 'new' : from;
  const release = shippingRelease(events) ?? currentRelease;
  const event: VerdictEvent = {
    type: 'verdict',
    at,
    who: REPORTER,
    text: verdict,
    from,
    to,
    ...(release !== undefined && { release }),
  };
  return { after: { ...feedback, status: to }, event };
}

/** Since the team last moved it: another shipping asks again. */
function lastVerdict(events: readonly FeedbackEvent[]): Verdict | undefined {
  const last = events.findLast(({ type }) => type === 'verdict' || type === 'status');
  return last?.type === 'verdict' ? last.text : undefined;
}
