import type { NowMs } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import { isSameChange } from '../change-link.ts';
import type { Contact, ContactChange } from '../contact.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { type IdempotencyClaim, refuseOtherBody } from '../idempotency.ts';
import type { NoticeLedger } from '../notice-ledger.ts';
import { openLinks } from '../shipping/open-links.ts';
import type { Pending } from '../shipping/pending.ts';
import { shippingRelease } from '../shipping/shipping-release.ts';
import { isClosed } from '../status.ts';
import { timeKey } from './feedback-items.ts';
import { contactExpiry, feedbackExpiry, unexpired } from './feedback-lifetime.ts';
import type {
  FeedbackPage,
  FeedbackQuery,
  FeedbackRecord,
  FeedbackStore,
} from './feedback-store.ts';

interface Entry {
  readonly feedback: Feedback;
  readonly contact: (Contact & { readonly expiresAtEpochSeconds: number }) | undefined;
  readonly events: readonly FeedbackEvent[];
  readonly subject?: string;
}

/** Feedback for tests: gone with the process. */
export class MemoryFeedbackStore implements FeedbackStore, NoticeLedger {
  readonly #now: NowMs;
  readonly #entries = new Map<string, Entry>();
  readonly #claims = new Map<string, { claim: IdempotencyClaim; receipt: Receipt }>();
  readonly #announced = new Set<string>();

  constructor(now: NowMs) {
    this.#now = now;
  }

  async add(feedback: Feedback, contact?: Contact, claim?: IdempotencyClaim): Promise<Receipt> {
    const first = claim && this.#liveClaim(claim);
    if (claim && first) {
      refuseOtherBody(first.claim, claim);
      return first.receipt;
    }
    const receipt = { id: feedback.id, receivedAt: feedback.receivedAt };
    if (claim) this.#claims.set(claim.keyHash, { claim, receipt });
    if (!this.#entries.has(feedback.id)) {
      const kept = contact && { ...contact, ...this.#contactExpiry(feedback) };
      this.#entries.set(feedback.id, { feedback, contact: kept, events: [] });
    }
    return receipt;
  }

  async find(id: string): Promise<Feedback | undefined> {
    return this.#entry(id)?.feedback;
  }

  async read(id: string): Promise<FeedbackRecord | undefined> {
    const entry = this.#entry(id);
    const contact = unexpired(entry?.contact, this.#now());
    if (!entry) return undefined;
    return {
      feedback: entry.feedback,
      ...(contact && { contact: withoutExpiry(contact) }),
      events: entry.events.toSorted((a, b) => compare(a.at, b.at)),
    };
  }

  async replace(
    before: Feedback,
    after: Feedback,
    events: readonly FeedbackEvent[] = [],
  ): Promise<Feedback> {
    const entry = this.#entries.get(before.id);
    if (entry?.feedback.revision !== before.revision) {
      throw new Problem('precondition_failed', 'Read it again: somebody else has changed it');
    }
    const feedback = { ...after, id: before.id, revision: before.revision + 1 };
    const contact = unexpired(entry.contact, this.#now());
    const isMoved = isClosed(before.status) !== isClosed(after.status);
    this.#entries.set(before.id, {
      ...entry,
      feedback,
      contact: contact && (isMoved ? { ...contact, ...this.#contactExpiry(feedback) } : contact),
      events: [...entry.events, ...events],
    });
    return feedback;
  }

  async changeContact(id: string, change: ContactChange): Promise<Contact | undefined> {
    const entry = this.#entry(id);
    const contact = unexpired(entry?.contact, this.#now());
    if (!entry || !contact) return undefined;
    const merged = Object.entries({ ...contact, ...change });
    const kept = merged.filter(([, value]) => value !== null && value !== undefined);
    const changed = Object.fromEntries(kept) as unknown as typeof contact;
    this.#entries.set(id, { ...entry, contact: changed });
    return withoutExpiry(changed);
  }

  async nameSubject(id: string, subject: string): Promise<void> {
    const entry = this.#entries.get(id);
    const contact = unexpired(entry?.contact, this.#now());
    if (!entry || !contact) return;
    this.#entries.set(id, { ...entry, contact: { ...contact, subject }, subject });
  }

  async erase(id: string): Promise<void> {
    this.#entries.delete(id);
    this.#announced.delete(id);
  }

  async list(query: FeedbackQuery): Promise<FeedbackPage> {
    const { limit, after } = query;
    const found = this.#live()
      .map(({ feedback }) => feedback)
      .filter((each) =>
        'status' in query ? each.status === query.status : each.context.release === query.release,
      )
      .filter((each) => after === undefined || timeKey(each) < after)
      .sort((a, b) => compare(timeKey(b), timeKey(a)));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(last && found.length > limit && { next: timeKey(last) }) };
  }

  async idsOfSubject(subject: string): Promise<readonly string[]> {
    return this.#idsWhere((entry) => entry.subject === subject);
  }

  async idsOfLink(link: string): Promise<readonly string[]> {
    return this.#idsWhere(({ events }) =>
      events.some((event) => event.type === 'link' && isSameChange(event.text, link)),
    );
  }

  async pending(): Promise<readonly Pending[]> {
    return this.#live()
      .filter(({ feedback }) => !isClosed(feedback.status))
      .map(({ feedback, events }) => ({ id: feedback.id, links: openLinks(events).map(linkOf) }))
      .filter(({ links }) => links.length > 0);
  }

  async idsShippedBy(release: string): Promise<readonly string[]> {
    return this.#idsWhere(
      ({ feedback, events }) =>
        feedback.status === 'shipped' && shippingRelease(events) === release,
    );
  }

  async findUnannounced(id: string): Promise<Feedback | undefined> {
    return this.#announced.has(id) ? undefined : this.find(id);
  }

  async markAnnounced(id: string): Promise<void> {
    this.#announced.add(id);
  }

  #entry(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry && this.#isLive(entry) ? entry : undefined;
  }

  #live(): readonly Entry[] {
    return [...this.#entries.values()].filter((each) => this.#isLive(each));
  }

  #isLive({ feedback }: Entry): boolean {
    return feedbackExpiry(feedback) > Math.floor(this.#now() / 1000);
  }

  #idsWhere(holds: (entry: Entry) => boolean): readonly string[] {
    return this.#live()
      .filter(holds)
      .map(({ feedback }) => feedback.id)
      .sort();
  }

  #contactExpiry(feedback: Feedback) {
    return { expiresAtEpochSeconds: contactExpiry(feedback, this.#now()) };
  }

  #liveClaim({ keyHash }: IdempotencyClaim) {
    const first = this.#claims.get(keyHash);
    return first && unexpired(first.claim, this.#now()) && first;
  }
}

function withoutExpiry({ expiresAtEpochSeconds: _, ...contact }: NonNullable<Entry['contact']>) {
  return contact;
}

function linkOf({ text, toggle }: Pending['links'][number]): Pending['links'][number] {
  return { text, ...(toggle !== undefined && { toggle }) };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
