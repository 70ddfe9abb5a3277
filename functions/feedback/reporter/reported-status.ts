import type { Verdict } from '../feedback-event.ts';
import type { Status } from '../status.ts';

/** One line that a reporter may read: who of the team did it, what it is linked to and whose duplicate it is stays inside. */
export type TimelineEntry =
  | {
      readonly type: 'status';
      readonly at: string;
      readonly status: Status;
      readonly release?: string;
    }
  | { readonly type: 'reply'; readonly at: string; readonly text: string }
  | { readonly type: 'verdict'; readonly at: string; readonly verdict: Verdict };

/** What a reporter sees of their feedback. */
export interface StatusView {
  readonly id: string;
  readonly receivedAt: string;
  readonly kind: string;
  /** Their own words; without what is personal in them as soon as triage has seen them. */
  readonly message: string;
  readonly status: Status;
  /** Whether a verdict is asked for. */
  readonly verdictDue: boolean;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
}
