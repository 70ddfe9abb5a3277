import { countHour } from '../statistics/count-hours.ts';
import { type ItemKey, timeKey } from '../store/feedback-items.ts';
import type { Expiring } from '../store/feedback-lifetime.ts';
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

/** Feedback that is counted with a topic. */
export interface MemberItem extends ItemKey {
  /** Of its words, where bands lead to the topic by them: whoever removes it must find those. */
  readonly fingerprint?: string;
}

export function bandItem(band: string, topic: Topic, receivedAt: string): BandItem & Expiring {
  const fingerprint = textOf(topic.fingerprint);
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

/** @param leading - the fingerprint of its words, where bands lead to the topic by them */
export function memberItem(
  topicId: string,
  feedback: Received,
  leading?: Fingerprint,
): MemberItem & Expiring {
  const expiring = expiryAfter(feedback.receivedAt, TOPIC_DAYS);
  const print = leading && { fingerprint: textOf(leading) };
  return { ...memberKey(topicId, feedback), ...print, ...expiring };
}

export function memberKey(topicId: string, feedback: Received): ItemKey {
  return { pk: memberPartition(topicId), sk: timeKey(feedback) };
}

export function leadingOf({ fingerprint }: MemberItem): Fingerprint | undefined {
  return fingerprint === undefined ? undefined : numbersOf(fingerprint);
}

export function ticketKey(topicId: string, day: string): ItemKey {
  return { pk: memberPartition(topicId), sk: `TICKET#${day}` };
}

export function counterKey(receivedAt: string, name: string): ItemKey {
  return { pk: `COUNT#${countHour(Date.parse(receivedAt))}`, sk: name };
}

export function expiryAfter(isoTime: string, days: number): Expiring {
  return { expiresAtEpochSeconds: Math.floor(Date.parse(isoTime) / 1000) + days * DAY_SECONDS };
}

function textOf(fingerprint: Fingerprint): string {
  return fingerprint.map((hash) => hash.toString(36)).join(' ');
}

function numbersOf(fingerprint: string): Fingerprint {
  return fingerprint.split(' ').map((hash) => Number.parseInt(hash, 36));
}
