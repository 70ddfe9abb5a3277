import type { ItemKey } from '../store/feedback-items.ts';
import type { Expiring } from '../store/feedback-lifetime.ts';
import { countedHour } from './counter-names.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Topic, Triaged } from './triage-store.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** What came in is counted by the hour, for so long. */
export const COUNTED_DAYS = 100;

/** A topic is found for so long; what comes later starts another. */
const TOPIC_DAYS = 90;
const BAND = 'BAND#';

type Received = Triaged['feedback'];

interface BandItem extends ItemKey {
  readonly topic: string;
  /** Numbers to the base 36: a list of them would take four times as much. */
  readonly fingerprint: string;
}

export function bandKey(band: string): ItemKey {
  return { pk: `${BAND}${band}`, sk: 'BAND' };
}

export function bandItem(band: string, topic: Topic, receivedAt: string): BandItem & Expiring {
  const fingerprint = topic.fingerprint.map((hash) => hash.toString(36)).join(' ');
  const expiring = expiryAfter(receivedAt, TOPIC_DAYS);
  return { ...bandKey(band), topic: topic.id, fingerprint, ...expiring };
}

/** The band, and where it leads. */
export function topicOf(item: ItemKey): readonly [string, Topic] {
  const { pk, topic, fingerprint } = item as BandItem;
  return [pk.slice(BAND.length), { id: topic, fingerprint: numbersOf(fingerprint) }];
}

/** Members are sorted by the time at which they were received. */
export function memberPartition(topicId: string): string {
  return `TOPIC#${topicId}`;
}

export function memberItem(topicId: string, { id, receivedAt }: Received): ItemKey & Expiring {
  const expiring = expiryAfter(receivedAt, TOPIC_DAYS);
  return { pk: memberPartition(topicId), sk: `${receivedAt}#${id}`, ...expiring };
}

export function ticketKey(topicId: string, day: string): ItemKey {
  return { pk: memberPartition(topicId), sk: `TICKET#${day}` };
}

export function counterKey(receivedAt: string, name: string): ItemKey {
  return { pk: `COUNT#${countedHour(receivedAt)}`, sk: name };
}

export function expiryAfter(isoTime: string, days: number): Expiring {
  return { expiresAtEpochSeconds: Math.floor(Date.parse(isoTime) / 1000) + days * DAY_SECONDS };
}

function numbersOf(fingerprint: string): Fingerprint {
  return fingerprint.split(' ').map((hash) => Number.parseInt(hash, 36));
}
