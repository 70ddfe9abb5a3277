import type { NowMs } from '../../shared/clock.ts';
import { challengeRequired } from '../challenge/challenge-required.ts';
import type { Receipt } from '../feedback.ts';
import { type IdempotencyClaim, refuseOtherBody } from '../idempotency.ts';
import type { FeedbackIntake, NewPost } from './feedback-intake.ts';
import { unexpired } from './feedback-lifetime.ts';
import type { FeedbackStore } from './feedback-store.ts';

/** Takes posts into a store of tests: what it knows of retries and solutions is gone with the process. */
export class MemoryFeedbackIntake implements FeedbackIntake {
  readonly #store: Pick<FeedbackStore, 'add'>;
  readonly #now: NowMs;
  readonly #claims = new Map<string, IdempotencyClaim & { readonly receipt: Receipt }>();
  readonly #spent = new Set<string>();

  constructor(store: Pick<FeedbackStore, 'add'>, now: NowMs) {
    this.#store = store;
    this.#now = now;
  }

  async add({ feedback, contact, claim, spent }: NewPost): Promise<Receipt> {
    const first = claim && (await this.receiptOf(claim));
    if (first) return first;
    if (spent && this.#spent.has(spent.solutionHash)) throw challengeRequired('used');
    if (spent) this.#spent.add(spent.solutionHash);
    const receipt = await this.#store.add(feedback, contact, claim);
    if (claim) this.#claims.set(claim.keyHash, { ...claim, receipt });
    return receipt;
  }

  async receiptOf(claim: IdempotencyClaim): Promise<Receipt | undefined> {
    const first = unexpired(this.#claims.get(claim.keyHash), this.#now());
    if (first) refuseOtherBody(first, claim);
    return first?.receipt;
  }
}
