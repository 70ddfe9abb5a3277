import type { Feedback, Receipt } from './feedback.ts';
import type { IdempotencyClaim } from './idempotency.ts';

/** Where feedback is kept. Every adapter passes `describeFeedbackStore` in test/support. */
export interface FeedbackStore {
  /**
   * Keeps it durably, and gives its receipt. With a claim that was made before: the receipt of the first time, or
   * `idempotency_key_reused` where the body is another one. Nothing is ever half kept.
   */
  add(feedback: Feedback, claim?: IdempotencyClaim): Promise<Receipt>;

  find(id: string): Promise<Feedback | undefined>;
}
