import type { DynamoDBRecord } from 'aws-lambda';
import type { Feedback } from '../feedback.ts';
import { type Notice, noticeOf } from '../notice.ts';
import type { NoticeLedger } from '../notice-ledger.ts';
import { feedbackIdOf } from '../store/feedback-items.ts';
import { type Assessment, assess } from './assess.ts';
import { chooseTopic } from './choose-topic.ts';
import type { Countable } from './countable.ts';
import { counterNames } from './counter-names.ts';
import { duplicatesNotice } from './duplicates-notice.ts';
import { bandsOf } from './fingerprint.ts';
import { isSpam } from './spam-score.ts';
import type { Counted, TriageStore } from './triage-store.ts';

export interface TriageDependencies {
  readonly ledger: NoticeLedger;
  readonly store: TriageStore;
  /** What there is to count by, as far as it is known. Never fails: feedback counts more. */
  readonly countable: () => Promise<Countable>;
  readonly publish: (severity: 'info' | 'ticket', notice: Notice) => Promise<void>;
  /** Told of each piece of feedback, spam or not: once at most. */
  readonly onTriaged: (feedback: Feedback) => Promise<void>;
  /** Told of each piece of feedback that was counted: once at most. */
  readonly onCounted: (feedback: Feedback, isNegative: boolean) => Promise<void>;
  /** So many reports of one bug within an hour make a ticket. */
  readonly duplicatesForTicket: number;
  readonly project: string;
  readonly stage: string;
}

const HOUR_MS = 3_600_000;

/**
 * Triages new feedback and tells the team. It may end after any step, and run again: what is kept is kept once, and
 * people are told first and noted then, so that they hear twice rather than never.
 */
export async function triageFeedback(
  record: DynamoDBRecord,
  dependencies: TriageDependencies,
): Promise<void> {
  const { ledger, publish, project, stage } = dependencies;
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  const id = feedbackIdOf(pk?.S, sk?.S);
  if (id === undefined || record.eventName !== 'INSERT') return;
  const feedback = await triaged(id, dependencies);
  if (!feedback || isSpam({ score: feedback.spamScore ?? 0 })) return;
  await ticketDuplicates(feedback, dependencies);
  await publish('info', noticeOf(feedback, project, stage));
  await ledger.markAnnounced(id);
}

/** Undefined where there is nothing left to do about it. */
async function triaged(
  id: string,
  dependencies: TriageDependencies,
): Promise<Feedback | undefined> {
  const { ledger, store, onCounted, onTriaged } = dependencies;
  const found = await ledger.findUnannounced(id);
  if (found?.message === undefined) return found;
  const { message, ...rest } = found;
  const assessment = assess(found, message);
  const counted = assessment.isSpam ? undefined : await placeOf(found, assessment, dependencies);
  const { text, context, spamScore } = assessment;
  const isKept = await store.keep({
    feedback: found,
    text,
    context,
    spamScore,
    ...(counted && { counted }),
  });
  if (!isKept) return ledger.findUnannounced(id);
  const kept = { ...rest, text, context, spamScore, ...(counted && { topic: counted.topic.id }) };
  if (counted) await onCounted(kept, counted.isNegative);
  await onTriaged(kept);
  return kept;
}

/** The topic and the counters that it goes into. */
async function placeOf(
  { id }: Feedback,
  { fingerprint, context, isNegative }: Assessment,
  { store, countable }: TriageDependencies,
): Promise<Counted> {
  const bands = bandsOf(fingerprint);
  const known = await store.topicsOf(bands);
  const topic = chooseTopic(fingerprint, known.values());
  return {
    topic: topic ?? { id, fingerprint },
    newBands: topic ? [] : bands.filter((band) => !known.has(band)),
    counters: counterNames(context, await countable()),
    isNegative,
  };
}

async function ticketDuplicates(
  feedback: Feedback,
  { store, publish, duplicatesForTicket, project, stage }: TriageDependencies,
): Promise<void> {
  const { kind, topic, receivedAt } = feedback;
  if (kind !== 'bug' || topic === undefined) return;
  const anHourBefore = new Date(Date.parse(receivedAt) - HOUR_MS).toISOString();
  const count = await store.countMembers(topic, anHourBefore, receivedAt);
  const day = receivedAt.slice(0, '2026-11-23'.length);
  if (count < duplicatesForTicket || (await store.wasTicketed(topic, day))) return;
  await publish('ticket', duplicatesNotice(feedback, count, project, stage));
  await store.markTicketed(topic, day);
}
