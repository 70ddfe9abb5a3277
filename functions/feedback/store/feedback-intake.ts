import type { SpentSolution } from '../challenge/check-solution.ts';
import type { Contact } from '../contact.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import type { IdempotencyClaim } from '../idempotency.ts';

/** One post, as it is kept. */
export interface NewPost {
  readonly feedback: Feedback;
  readonly contact?: Contact | undefined;
  readonly claim?: IdempotencyClaim | undefined;
  /** What it proves that somebody worked for it. @default - nobody asked */
  readonly spent?: SpentSolution | undefined;
}

/** Where posts come in. Every adapter passes `describeFeedbackIntake` in test/support. */
export interface FeedbackIntake {
  /**
   * As `FeedbackStore.add`; and takes a solution once: rejects with `challenge_required` where another post has spent it.
   * A claim that was made before goes first: who sends a request again sends its solution again.
   */
  add(post: NewPost): Promise<Receipt>;

  /** The receipt of the request that made this claim; rejects with `idempotency_key_reused` where that had another body. */
  receiptOf(claim: IdempotencyClaim): Promise<Receipt | undefined>;
}
