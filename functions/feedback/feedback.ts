import type { NewFeedback } from './feedback-schema.ts';

/** One visitor's feedback, as it is kept. */
export interface Feedback extends NewFeedback {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** What the visitor's client learns: enough to ask about it later. */
export interface Receipt {
  readonly id: string;
  readonly receivedAt: string;
}

/** Makes feedback of what was sent. Where the page did not name its release, it was the one that is live. */
export function receive(
  sent: NewFeedback,
  receipt: Receipt,
  currentRelease: string | undefined,
): Feedback {
  const release = sent.context.release ?? currentRelease;
  const context = release === undefined ? sent.context : { ...sent.context, release };
  const { id, receivedAt } = receipt;
  return { id, receivedAt, ...sent, context };
}
