import type { NowMs } from '../shared/clock.ts';
import { Problem } from '../shared/problem.ts';
import type { Feedback, Receipt } from './feedback.ts';
import type { FeedbackStore } from './feedback-store.ts';
import type { IdempotencyClaim } from './idempotency.ts';
import type { NoticeLedger } from './notice-ledger.ts';

/** Feedback for tests: gone with the process. */
export class MemoryFeedbackStore implements FeedbackStore, NoticeLedger {
  readonly #now: NowMs;
  readonly #feedback = new Map<string, Feedback>();
  readonly #claims = new Map<string, { claim: IdempotencyClaim; receipt: Receipt }>();
  readonly #announced = new Set<string>();

  constructor(now: NowMs) {
    this.#now = now;
  }

  async add(feedback: Feedback, claim?: IdempotencyClaim): Promise<Receipt> {
    const first = claim && this.#liveClaim(claim);
    if (claim && first) {
      if (first.claim.bodyHash === claim.bodyHash) return first.receipt;
      throw new Problem('idempotency_key_reused', 'Use a new Idempotency-Key for another body');
    }
    const receipt = { id: feedback.id, receivedAt: feedback.receivedAt };
    if (claim) this.#claims.set(claim.keyHash, { claim, receipt });
    this.#feedback.set(feedback.id, feedback);
    return receipt;
  }

  async find(id: string): Promise<Feedback | undefined> {
    return this.#feedback.get(id);
  }

  async findUnannounced(id: string): Promise<Feedback | undefined> {
    return this.#announced.has(id) ? undefined : this.#feedback.get(id);
  }

  async markAnnounced(id: string): Promise<void> {
    this.#announced.add(id);
  }

  #liveClaim({ keyHash }: IdempotencyClaim) {
    const first = this.#claims.get(keyHash);
    const isOver = first && first.claim.expiresAtEpochSeconds * 1000 <= this.#now();
    return isOver ? undefined : first;
  }
}
