import type { Contact, ContactChange } from '../contact.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { IdempotencyClaim } from '../idempotency.ts';
import type { Pending } from '../shipping/pending.ts';
import type { Status } from '../status.ts';

/** Feedback with all that is known about it. */
export interface FeedbackRecord {
  readonly feedback: Feedback;
  /** Absent where none was given, or its time is over. */
  readonly contact?: Contact;
  /** Oldest first. */
  readonly events: readonly FeedbackEvent[];
}

/** One index, newest first. */
export type FeedbackQuery = { readonly limit: number; readonly after?: string } & (
  | { readonly status: Status }
  | { readonly release: string }
);

export interface FeedbackPage {
  /** At most `limit`; fewer do not mean that there are no more. */
  readonly items: readonly Feedback[];
  /** For the query's `after`. Absent after the last page. */
  readonly next?: string;
}

/**
 * Where feedback is kept. What has expired is never given, whether it was deleted yet or not. Every adapter passes
 * `describeFeedbackStore` in test/support.
 */
export interface FeedbackStore {
  /**
   * Keeps it durably, and gives its receipt. With a claim that was made before: the receipt of the first time, or
   * `idempotency_key_reused` where the body is another one. Nothing is ever half kept.
   */
  add(feedback: Feedback, contact?: Contact, claim?: IdempotencyClaim): Promise<Receipt>;

  find(id: string): Promise<Feedback | undefined>;

  read(id: string): Promise<FeedbackRecord | undefined>;

  /**
   * Keeps `after` in place of `before`, with the events that made it so, and gives it with its next revision: all or
   * nothing. Rejects with `precondition_failed` unless `before` is the latest. A link among the events can be found by
   * `idsOfLink`. Once feedback is closed its contact is kept for 30 more days; once it is open again, as long as itself.
   */
  replace(before: Feedback, after: Feedback, events?: readonly FeedbackEvent[]): Promise<Feedback>;

  /** Changes its contact, and gives it as it is then; undefined where it is gone. What others change at once stays. */
  changeContact(id: string, change: ContactChange): Promise<Contact | undefined>;

  /**
   * Lets it be found by `idsOfSubject`, as long as itself: a contact is kept for less time, but who left it may still want
   * all of it erased. Nothing happens where the contact is gone. Named anew, it is found under the new name alone.
   */
  nameSubject(id: string, subject: string): Promise<void>;

  /** Erases it with all that is known about it. What is not there is no error. */
  erase(id: string): Promise<void>;

  list(query: FeedbackQuery): Promise<FeedbackPage>;

  /** Feedback that came from one address, by the name of `nameSubject`. */
  idsOfSubject(subject: string): Promise<readonly string[]>;

  /** Feedback that is tied to a commit or pull request. A commit is found by any 7 or more of its first digits. */
  idsOfLink(link: string): Promise<readonly string[]>;

  /** All open feedback with links that may still ship it. */
  pending(): Promise<readonly Pending[]>;

  /** Feedback that this release has shipped, for as long as it stays so. */
  idsShippedBy(release: string): Promise<readonly string[]>;
}
