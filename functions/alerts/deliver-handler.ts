import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DynamoFeedbackCounts } from '../feedback/statistics/dynamo-feedback-counts.ts';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { createAddressGuard } from '../shared/address-guard.ts';
import { isoTime, systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { createSecretsClient } from '../shared/secret-key.ts';
import { readHistory } from '../toggles/store/dynamo-history.ts';
import { ToggleTable } from '../toggles/store/toggle-table.ts';
import type { Alert } from './alert.ts';
import type { Route } from './alerts-config.ts';
import { post } from './channels/post.ts';
import { RouteSecrets } from './channels/route-secrets.ts';
import { sendBySns } from './channels/send-by-sns.ts';
import { sendOverHttp } from './channels/send-over-http.ts';
import { alertSubject } from './deliveries/alert-subject.ts';
import { type DeliverDependencies, deliver } from './deliveries/deliver.ts';
import { parseWake } from './deliveries/parse-wake.ts';
import { isReleaseNews } from './deliveries/release-news.ts';
import { releaseSubject } from './deliveries/release-subject.ts';
import { sendWakes } from './deliveries/sqs-wakes.ts';
import type { MessageKind } from './delivery.ts';
import { compose } from './messages/compose.ts';
import { readAlertsJson, type TopicArns } from './read-alerts-json.ts';
import { DynamoAlertStore } from './store/dynamo-alert-store.ts';
import { gather } from './surroundings/gather.ts';
import { liveRelease } from './surroundings/live-release.ts';

const environment = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'DELIVERIES_URL',
  'DEAD_LETTERS_URL',
  'RELEASES_TABLE_NAME',
  'TOGGLES_TABLE_NAME',
  'FEEDBACK_TABLE_NAME',
  'TOPIC_ARNS',
);
const { PROJECT: project, STAGE: stage } = environment;
const topicArns = JSON.parse(environment.TOPIC_ARNS) as TopicArns; // the construct wrote it
const alertsJson = readFileSync(path.join(__dirname, 'alerts.json'), 'utf8');
const log = createLogger('alerts-deliverer');
const sns = new SNSClient(PATIENCE);
const sqs = new SQSClient(PATIENCE);
const client = createDynamoClient();
const toggles = new ToggleTable(client, environment.TOGGLES_TABLE_NAME);
const guard = createAddressGuard({ allowPrivate: readList('ALLOW_PRIVATE') });
const processor = new BatchProcessor(EventType.SQS, { logger: log });

/** Of one request to a receiver. */
const GIVE_UP_AFTER_MS = 10_000;

const http = {
  secrets: new RouteSecrets(createSecretsClient(), systemNow),
  post: (posted: Parameters<typeof post>[0]) =>
    post(posted, { guard, timeoutMs: GIVE_UP_AFTER_MS }),
  now: systemNow,
};

const sources = {
  releases: new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME),
  history: (limit: number) => readHistory(toggles, { limit }),
  counts: new DynamoFeedbackCounts(client, environment.FEEDBACK_TABLE_NAME, systemNow),
};

const store = new DynamoAlertStore(client, environment.TABLE_NAME);
const config = readAlertsJson(alertsJson, topicArns);

const dependencies: DeliverDependencies = {
  store,
  config,
  find: async (alertId, route) =>
    isReleaseNews(alertId)
      ? releaseSubject(alertId, await liveRelease(sources.releases), { project, stage })
      : alertSubject(await store.findAlert(alertId), route, { config, tell }),
  send: (route: Route, message) =>
    route.channel === 'sns'
      ? sendBySns(sns, route.topicArn, message)
      : sendOverHttp(route, message, http),
  wake: (wake, delayMs) => sendWakes(sqs, environment.DELIVERIES_URL, [{ wake, delayMs }]),
  setAside: async (letter) => {
    log.error('A route could not be told', { ...letter });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: environment.DEAD_LETTERS_URL,
        MessageBody: JSON.stringify(letter),
      }),
    );
  },
  now: systemNow,
  random: Math.random,
};

async function tell(route: Route, kind: MessageKind, alert: Alert): Promise<string> {
  const surroundings = await gather(alert.beganAt, sources, {
    nowMs: systemNow(),
    report: (part, error) => log.warn('Not known for an alert', { part, name: nameOf(error) }),
  });
  const at = isoTime(systemNow());
  return compose(route.channel, { kind, project, stage, at, alert, surroundings });
}

/** Wake-ups of the deliveries' queue: tells each route what is due for it. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const work = ({ body }: SQSRecord) => deliver(parseWake(body), dependencies);
  return processPartialResponse(event, work, processor, {
    context,
    throwOnFullBatchFailure: false, // the answer says which failed, and the queue gives those again
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
