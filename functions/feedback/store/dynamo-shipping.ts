import type { Feedback } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { openLinks } from '../shipping/open-links.ts';
import type { Pending } from '../shipping/pending.ts';
import { shippingRelease } from '../shipping/shipping-release.ts';
import { isClosed } from '../status.ts';
import {
  EVENT,
  type EventItem,
  type ItemKey,
  namedId,
  partitionOf,
  pendingKey,
  shippedKey,
} from './feedback-items.ts';
import { type Expiring, feedbackExpiry, unexpired } from './feedback-lifetime.ts';
import type { FeedbackTable, Write } from './feedback-table.ts';

type PendingItem = ItemKey & Expiring & Pick<Pending, 'links'>;

/**
 * What follows from a change for how releases find feedback: while it is open, by its links; once one has shipped it, by
 * that release. What was read for it cannot be old: the change counts for the revision before alone.
 */
export async function shippingWrites(
  table: FeedbackTable,
  before: Feedback,
  next: Feedback,
  events: readonly FeedbackEvent[],
): Promise<readonly Write[]> {
  const isOpen = !isClosed(next.status);
  const isLinked = isOpen && events.some(({ type }) => type === 'link');
  if (before.status === next.status && !isLinked) return [];
  const earlier = isOpen || isClosed(before.status) ? await eventsOf(table, next.id) : [];
  const by = before.status === 'shipped' ? shippingRelease(earlier) : undefined;
  const links = isOpen ? openLinks([...earlier, ...events]) : [];
  return [
    links.length > 0
      ? table.putWrite(pendingItem(next, links))
      : table.deleteWrite(pendingKey(next.id)),
    ...(by === undefined ? [] : [table.deleteWrite(shippedKey(by, next.id))]),
    ...shippedWrites(table, next, events),
  ];
}

/** Feedback that waits for a release. */
export async function readPending(
  table: FeedbackTable,
  nowMs: number,
): Promise<readonly Pending[]> {
  const items = await table.partition<PendingItem>(pendingKey('').pk);
  return items
    .filter((item) => unexpired(item, nowMs))
    .map((item) => ({ id: namedId(item), links: item.links }));
}

/** Feedback that is shipped by this release. */
export async function idsShippedBy(
  table: FeedbackTable,
  release: string,
  nowMs: number,
): Promise<readonly string[]> {
  const items = await table.partition<ItemKey & Expiring>(shippedKey(release, '').pk);
  return items.filter((item) => unexpired(item, nowMs)).map(namedId);
}

function shippedWrites(
  table: FeedbackTable,
  next: Feedback,
  events: readonly FeedbackEvent[],
): readonly Write[] {
  const by = next.status === 'shipped' ? shippingRelease(events) : undefined;
  const expiresAtEpochSeconds = feedbackExpiry(next);
  return by === undefined
    ? []
    : [table.putWrite({ ...shippedKey(by, next.id), expiresAtEpochSeconds })];
}

function pendingItem(feedback: Feedback, links: Pending['links']): PendingItem {
  return {
    ...pendingKey(feedback.id),
    links: links.map(({ text, toggle }) => ({ text, ...(toggle !== undefined && { toggle }) })),
    expiresAtEpochSeconds: feedbackExpiry(feedback),
  };
}

async function eventsOf(table: FeedbackTable, id: string): Promise<readonly FeedbackEvent[]> {
  return table.partition<EventItem>(partitionOf(id), EVENT);
}
