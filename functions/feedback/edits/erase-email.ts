import type { FeedbackStore } from '../store/feedback-store.ts';

/** Addresses that were left, in no order, a part of the table at a time. */
export interface ContactPages {
  page(after?: string): Promise<{
    readonly contacts: readonly { readonly id: string; readonly email: string }[];
    /** Absent after the last part. */
    readonly next?: string;
  }>;
}

export interface Erasure {
  /** Ids of what was erased. */
  readonly erased: readonly string[];
  /** Where to go on; absent when all was looked at. */
  readonly next?: string;
}

export interface EraseSources {
  readonly store: Pick<FeedbackStore, 'erase' | 'idsOfSubject'>;
  readonly contacts: ContactPages;
  /** What an address is found by, once the stream has named it. */
  readonly subjectOf: (email: string) => Promise<string>;
}

/** So that an answer comes in time, however large the table is. */
const MAX_PAGES = 20;

/**
 * Erases all feedback that came with one address, in any letter case. The index of subjects finds what has lost its
 * address already; as it lags behind, the addresses themselves are looked at, too: an erasure must miss nothing. Where it
 * fails, the same again does the rest.
 *
 * @param after - the `next` of the time before. @default - from the beginning
 */
export async function eraseEmail(
  { store, contacts, subjectOf }: EraseSources,
  email: string,
  after?: string,
): Promise<Erasure> {
  const wanted = email.toLowerCase();
  const erased: string[] = [];
  if (after === undefined) {
    for (const id of await store.idsOfSubject(await subjectOf(email))) {
      await store.erase(id);
      erased.push(id);
    }
  }
  let next = after;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const page = await contacts.page(next);
    for (const { id } of page.contacts.filter((each) => each.email.toLowerCase() === wanted)) {
      await store.erase(id);
      erased.push(id);
    }
    next = page.next;
    if (next === undefined) return { erased };
  }
  return { erased, ...(next !== undefined && { next }) };
}
