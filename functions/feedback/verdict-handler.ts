import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { standingOf } from '../releases/ledger.ts';
import type { ReleaseStore } from '../releases/release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import type { VerdictEvent } from './feedback-event.ts';
import { lastKnown } from './last-known.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { giveVerdict, type VerdictDependencies } from './reporter/give-verdict.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';
import { cohortOf, releasesInUse } from './triage/cohort.ts';
import { emitFeedback } from './triage/feedback-metrics.ts';

const environment = readEnvironment('PROJECT', 'STAGE', 'TABLE_NAME', 'RELEASES_TABLE_NAME');
const { PROJECT: Project, STAGE: Stage, TABLE_NAME } = environment;
const log = createLogger('feedback-verdict');
const options = { allowedOrigins: readList('ALLOWED_ORIGINS'), log };
const client = createDynamoClient();
const releases: ReleaseStore = new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME);

const standing = lastKnown(
  async () => standingOf(await releases.ledger()),
  systemNow,
  (error) => log.warn('The releases in use are unknown', error as Error),
);

const dependencies: VerdictDependencies = {
  store: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  currentRelease: async () => (await standing())?.live?.releaseId,
  onBroken,
  now: systemNow,
};

/** POST /v1/feedback/{id}/verdict: the reporter says whether it is fixed. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => giveVerdict(event, dependencies);
  return answerRoute(event, 'POST /v1/feedback/{id}/verdict', work, options);
}

/** A complaint, for the alarm that compares the current release with the one before. */
async function onBroken({ at, release }: VerdictEvent): Promise<void> {
  const { live, lived = [] } = (await standing()) ?? {};
  const cohort = cohortOf(release, releasesInUse(live?.releaseId, lived));
  emitFeedback(at, true, { Project, Stage }, cohort);
}
