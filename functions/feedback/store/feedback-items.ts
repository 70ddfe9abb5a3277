import { isSameChange, linkGroup } from '../change-link.ts';
import type { Contact } from '../contact.ts';
import type { Feedback } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { IdempotencyClaim } from '../idempotency.ts';
import type { Status } from '../status.ts';
import { contactExpiry, type Expiring, feedbackExpiry } from './feedback-lifetime.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Sort keys below `FEEDBACK#<id>`. */
export const FEEDBACK = 'FEEDBACK';
export const CONTACT = 'CONTACT';
export const EVENT = 'EVENT#';

/** The partition of all feedback that waits for a release. */
export const PENDING = 'PENDING';

const FEEDBACK_PREFIX = 'FEEDBACK#';

/** Names of the table's indexes, and of the attribute that each has as its partition key; both are sorted by `byTime`. */
export type FeedbackIndex = 'byStatus' | 'byRelease';

interface IndexKeys {
  readonly byStatus: string;
  /** Absent where no release is known: the index leaves it out. */
  readonly byRelease?: string;
  /** When it was received, and its id: two of one millisecond are two. */
  readonly byTime: string;
}

export type FeedbackItem = ItemKey & IndexKeys & Expiring & Feedback;
export type ContactItem = ItemKey & Expiring & Contact;
export type EventItem = ItemKey & Expiring & FeedbackEvent;

export function feedbackKey(id: string): ItemKey {
  return { pk: partitionOf(id), sk: FEEDBACK };
}

export function partitionOf(id: string): string {
  return `${FEEDBACK_PREFIX}${id}`;
}

/** The id in the partition key of an item of feedback; undefined for every other item. */
export function feedbackIdOf(pk: string | undefined, sk: string | undefined): string | undefined {
  if (sk !== FEEDBACK || !pk?.startsWith(FEEDBACK_PREFIX)) return undefined;
  return pk.slice(FEEDBACK_PREFIX.length);
}

/** The id of the feedback that a partition holds; undefined for every other partition. */
export function idOfPartition(pk: string): string | undefined {
  return pk.startsWith(FEEDBACK_PREFIX) ? pk.slice(FEEDBACK_PREFIX.length) : undefined;
}

export function claimKey({ keyHash }: Pick<IdempotencyClaim, 'keyHash'>): ItemKey {
  return { pk: `KEY#${keyHash}`, sk: 'KEY' };
}

export function contactKey(id: string): ItemKey {
  return { pk: partitionOf(id), sk: CONTACT };
}

/** Lies beside feedback that the team was told of. */
export function noticeKey(id: string): ItemKey {
  return { pk: partitionOf(id), sk: 'NOTICE' };
}

/** Lies beside feedback: that its reporter was written about what `name` names. */
export function mailKey({ id, name }: { readonly id: string; readonly name: string }): ItemKey {
  return { pk: partitionOf(id), sk: `MAIL#${name}` };
}

/** Lies beside feedback, and names what leads to it from its reporter's address: after the contact is gone, too. */
export function subjectMarkKey(id: string): ItemKey {
  return { pk: partitionOf(id), sk: 'SUBJECT' };
}

/** Leads from an address, by its keyed hash, to feedback. */
export function subjectKey(subject: string, id: string): ItemKey {
  return { pk: `SUBJECT#${subject}`, sk: partitionOf(id) };
}

/** Leads from a commit or pull request to feedback. All spellings of one commit share a partition. */
export function linkKey(link: string, id: string): ItemKey {
  return { pk: `LINK#${linkGroup(link)}`, sk: `${partitionOf(id)}#${link}` };
}

/** Marks feedback as waiting for a release: all that wait share a partition. */
export function pendingKey(id: string): ItemKey {
  return { pk: PENDING, sk: partitionOf(id) };
}

/** Leads from the release that shipped it to feedback, for as long as it stays so. */
export function shippedKey(release: string, id: string): ItemKey {
  return { pk: `SHIPPED#${release}`, sk: partitionOf(id) };
}

/** The feedback that the sort key of a pending or shipped item, or of a subject's, names. */
export function namedId({ sk }: ItemKey): string {
  return sk.slice(FEEDBACK_PREFIX.length);
}

/** Whose link an item is; undefined where that is to another change. No id holds `#`. */
export function linkedId({ sk }: ItemKey, link: string): string | undefined {
  const rest = sk.slice(FEEDBACK_PREFIX.length);
  const [id = ''] = rest.split('#', 1);
  return isSameChange(rest.slice(id.length + 1), link) ? id : undefined;
}

export function statusKey(status: Status): string {
  return `STATUS#${status}`;
}

export function releaseKey(release: string): string {
  return `RELEASE#${release}`;
}

export function timeKey({ receivedAt, id }: Pick<Feedback, 'receivedAt' | 'id'>): string {
  return `${receivedAt}#${id}`;
}

export function feedbackItem(feedback: Feedback): FeedbackItem {
  const { release } = feedback.context;
  return {
    ...feedbackKey(feedback.id),
    ...feedback,
    byStatus: statusKey(feedback.status),
    ...(release !== undefined && { byRelease: releaseKey(release) }),
    byTime: timeKey(feedback),
    expiresAtEpochSeconds: feedbackExpiry(feedback),
  };
}

export function contactItem(feedback: Feedback, contact: Contact, nowMs: number): ContactItem {
  const expiresAtEpochSeconds = contactExpiry(feedback, nowMs);
  return { ...contactKey(feedback.id), ...contact, expiresAtEpochSeconds };
}

/**
 * Events in the order of their time, those of one change in the order in which they were given.
 *
 * @param feedback - as the change left it: no other change has its revision
 */
export function eventItems(
  feedback: Feedback,
  events: readonly FeedbackEvent[],
): readonly EventItem[] {
  return events.map((event, index) => ({
    pk: partitionOf(feedback.id),
    sk: `${EVENT}${event.at}#${String(feedback.revision).padStart(6, '0')}-${index}`,
    ...event,
    expiresAtEpochSeconds: feedbackExpiry(feedback),
  }));
}

/** One item for each link among the events, however often it was made: a transaction takes each item once. */
export function linkItems(
  feedback: Feedback,
  events: readonly FeedbackEvent[],
): readonly (ItemKey & Expiring)[] {
  const links = events.flatMap((event) => (event.type === 'link' ? [event.text] : []));
  return [...new Set(links)].map((link) => ({
    ...linkKey(link, feedback.id),
    expiresAtEpochSeconds: feedbackExpiry(feedback),
  }));
}

export function feedbackOf(item: FeedbackItem): Feedback {
  const { byStatus: _status, byRelease: _release, byTime: _time, ...rest } = item;
  return withoutKey(rest);
}

/** What an item says, without how it is found and how long it is kept. */
export function withoutKey<Value extends object>(item: ItemKey & Expiring & Value): Value {
  const { pk: _pk, sk: _sk, expiresAtEpochSeconds: _expiry, ...rest } = item;
  return rest as unknown as Value;
}
