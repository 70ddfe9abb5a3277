import type { FeedbackStore } from '../store/feedback-store.ts';
import type { BetaClaims } from './beta-claims.ts';
import { wantsBeta } from './wants-beta.ts';

/** Claims for tests: gone with the process. */
export class MemoryBetaClaims implements BetaClaims {
  readonly #feedback: Pick<FeedbackStore, 'read'>;
  /** Targeting key -> ids of feedback. */
  readonly #claims = new Map<string, Set<string>>();

  constructor(feedback: Pick<FeedbackStore, 'read'>) {
    this.#feedback = feedback;
  }

  async follow(id: string, targetingKey: string): Promise<void> {
    const ids = this.#claims.get(targetingKey) ?? new Set();
    this.#claims.set(targetingKey, ids);
    if (wantsBeta((await this.#feedback.read(id))?.contact)) ids.add(id);
    else ids.delete(id);
  }

  async isClaimed(targetingKey: string): Promise<boolean> {
    return (this.#claims.get(targetingKey)?.size ?? 0) > 0;
  }
}
