import type { NowMs } from '../../shared/clock.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { ASKED_MS, type Claim, LEASE_MS, type Mailing, type MailLedger } from './mail-ledger.ts';

/** Which mails were sent, for tests: gone with the process. */
export class MemoryMailLedger implements MailLedger {
  /** One after the other, as DynamoDB does it. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #store: Pick<FeedbackStore, 'read' | 'changeContact'>;
  readonly #now: NowMs;
  readonly #claims = new Map<string, { readonly atMs: number; readonly isSettled: boolean }>();
  readonly #asked = new Map<string, { readonly id: string; readonly atMs: number }>();

  constructor(store: Pick<FeedbackStore, 'read' | 'changeContact'>, now: NowMs) {
    this.#store = store;
    this.#now = now;
  }

  claim(mailing: Mailing): Promise<Claim> {
    const claim = this.#last.then(() => this.#claim(mailing));
    this.#last = claim;
    return claim;
  }

  async #claim(mailing: Mailing): Promise<Claim> {
    const { id, asks, secretHash } = mailing;
    const contact = (await this.#store.read(id))?.contact;
    if (!contact || contact.stoppedAt !== undefined) return 'unwanted';
    const before = this.#claims.get(keyOf(mailing));
    if (before?.isSettled) return 'settled';
    if (before && this.#now() < before.atMs + LEASE_MS) return 'busy';
    const asked = asks === undefined ? undefined : this.#asked.get(asks);
    if (asked && asked.id !== id && this.#now() < asked.atMs + ASKED_MS) return 'asked';
    await this.#store.changeContact(id, { mailSecretHash: secretHash });
    this.#claims.set(keyOf(mailing), { atMs: this.#now(), isSettled: false });
    if (asks !== undefined) this.#asked.set(asks, { id, atMs: this.#now() });
    return 'claimed';
  }

  async settle(mailing: Mailing): Promise<void> {
    this.#claims.set(keyOf(mailing), { atMs: this.#now(), isSettled: true });
  }

  async release(mailing: Mailing): Promise<void> {
    this.#claims.delete(keyOf(mailing));
    const { id, asks } = mailing;
    if (asks !== undefined && this.#asked.get(asks)?.id === id) this.#asked.delete(asks);
  }
}

function keyOf({ id, name }: Mailing): string {
  return `${id} ${name}`;
}
