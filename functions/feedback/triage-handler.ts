import { randomBytes } from 'node:crypto';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { standingOf } from '../releases/ledger.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { DynamoToggleReader } from '../toggles/store/dynamo-toggle-reader.ts';
import { DynamoChallengeStore } from './challenge/dynamo-challenge-store.ts';
import { newHmacKey } from './challenge/new-hmac-key.ts';
import { watchRate } from './challenge/watch-rate.ts';
import type { Feedback } from './feedback.ts';
import { lastKnown } from './last-known.ts';
import type { Notice } from './notice.ts';
import { workOrSetAside } from './set-aside.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';
import { cohortOf, releasesInUse } from './triage/cohort.ts';
import { type Countable, knownReleases, knownVariants } from './triage/countable.ts';
import { DynamoTriageStore } from './triage/dynamo-triage-store.ts';
import { emitFeedback } from './triage/feedback-metrics.ts';
import { type TriageDependencies, triageFeedback } from './triage/triage-feedback.ts';

const environment = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'RELEASES_TABLE_NAME',
  'TOGGLES_TABLE_NAME',
  'INFO_TOPIC_ARN',
  'TICKET_TOPIC_ARN',
  'DUPLICATES_FOR_TICKET',
  'CHALLENGE_ABOVE',
  'DEAD_LETTERS_URL',
);
const { PROJECT: project, STAGE: stage, TABLE_NAME: tableName } = environment;
const log = createLogger('feedback-triage');
// A second attempt of the SDK's after a late answer would be a second notice; the stream tries again by the ledger.
const sns = new SNSClient({ ...PATIENCE, maxAttempts: 1 });
const setAside = {
  sqs: new SQSClient(PATIENCE),
  deadLettersUrl: environment.DEAD_LETTERS_URL,
  log,
};
const client = createDynamoClient();
const releases = new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME);
const toggles = new DynamoToggleReader(client, environment.TOGGLES_TABLE_NAME);
const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger: log });

const standing = lastKnown(
  async () => standingOf(await releases.ledger()),
  systemNow,
  (error) => log.warn('The releases in use are unknown', error as Error),
);

/** The document may have hundreds of kilobytes, and feedback about a new toggle takes longer than this to come. */
const VARIANTS_MS = 30_000;

const variants = lastKnown(
  async () => knownVariants((await toggles.readDocument())?.document),
  systemNow,
  (error) => log.warn('The toggles cannot be read', error as Error),
  VARIANTS_MS,
);

const rateWatch = {
  store: new DynamoChallengeStore(client, tableName),
  challengeAbove: Number(environment.CHALLENGE_ABOVE),
  newKey: () => newHmacKey(randomBytes),
};

const dependencies: TriageDependencies = {
  ledger: new DynamoFeedbackStore(client, tableName, systemNow),
  store: new DynamoTriageStore(client, tableName, systemNow),
  countable,
  publish,
  onCounted,
  onTriaged,
  duplicatesForTicket: Number(environment.DUPLICATES_FOR_TICKET),
  project,
  stage,
};

/** Stream of the feedback table: triages each new piece of feedback. */
export function handler(
  event: DynamoDBStreamEvent,
  context: Context,
): Promise<DynamoDBBatchResponse> {
  const work = (record: DynamoDBRecord) =>
    workOrSetAside(record, (each) => triageFeedback(each, dependencies), setAside);
  return processPartialResponse(event, work, processor, {
    context,
    processInParallel: false, // all of an hour go into the same counters: they would get in each other's way
    throwOnFullBatchFailure: false, // the answer says which failed, and Lambda retries those
  });
}

/** What was never read has no releases and no variants: feedback is then counted as a whole alone. */
async function countable(): Promise<Countable> {
  const [known = { lived: [] }, served] = await Promise.all([standing(), variants()]);
  return { releases: knownReleases(known), variants: served ?? new Map() };
}

async function onCounted({ receivedAt, context }: Feedback, isNegative: boolean): Promise<void> {
  const { live, lived = [] } = (await standing()) ?? {};
  const cohort = cohortOf(context.release, releasesInUse(live?.releaseId, lived));
  emitFeedback(receivedAt, isNegative, { Project: project, Stage: stage }, cohort);
}

/** A count that is lost asks for solutions a little later; a notice must not wait for it. */
async function onTriaged({ receivedAt }: Feedback): Promise<void> {
  try {
    await watchRate(receivedAt, rateWatch);
  } catch (error) {
    log.warn('A post was not counted', error as Error);
  }
}

async function publish(severity: 'info' | 'ticket', { subject, message }: Notice): Promise<void> {
  const topicArn = { info: environment.INFO_TOPIC_ARN, ticket: environment.TICKET_TOPIC_ARN };
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn[severity],
      Subject: subject,
      Message: message,
      MessageAttributes: { noun: { DataType: 'String', StringValue: 'feedback' } },
    }),
  );
}
