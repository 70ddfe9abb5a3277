import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { askForUpload } from '../../../functions/feedback/attachments/ask-for-upload.ts';
import { giveChallenge } from '../../../functions/feedback/challenge/give-challenge.ts';
import { MemoryChallengeStore } from '../../../functions/feedback/challenge/memory-challenge-store.ts';
import { getChanges } from '../../../functions/feedback/changes/get-changes.ts';
import { openapiDocument } from '../../../functions/feedback/openapi/openapi-document.ts';
import { postFeedback } from '../../../functions/feedback/post-feedback.ts';
import type { PublicRoute } from '../../../functions/feedback/public-routes.ts';
import { answerBeta } from '../../../functions/feedback/reporter/answer-beta.ts';
import { answerMail } from '../../../functions/feedback/reporter/answer-mail.ts';
import { answerRoute } from '../../../functions/feedback/reporter/answer-route.ts';
import { eraseOwn } from '../../../functions/feedback/reporter/erase-own.ts';
import { giveVerdict } from '../../../functions/feedback/reporter/give-verdict.ts';
import { ownFeedback } from '../../../functions/feedback/reporter/own-feedback.ts';
import { statusView } from '../../../functions/feedback/reporter/status-view.ts';
import { requestAddress } from '../../../functions/feedback/request-address.ts';
import { MemoryFeedbackIntake } from '../../../functions/feedback/store/memory-feedback-intake.ts';
import { MemoryFeedbackStore } from '../../../functions/feedback/store/memory-feedback-store.ts';
import { EMPTY_LEDGER } from '../../../functions/releases/ledger.ts';
import { json } from '../../../functions/shared/http.ts';
import { apiEvent } from '../../support/api-event.ts';
import { hostileRequest } from '../../support/hostile-requests.ts';

const LONGEST_KEY = 2_048;

/** As DynamoDB is with a key that is too long: what it refuses so would be a fault of ours. */
class StrictStore extends MemoryFeedbackStore {
  override async read(id: string) {
    if (Buffer.byteLength(id) > LONGEST_KEY) throw new Error('ValidationException');
    return super.read(id);
  }
}

const logged: unknown[] = [];
const options = {
  allowedOrigins: ['*'],
  log: { error: (_: string, error: Error) => logged.push(error) },
};
const dependencies = {
  store: new StrictStore(() => 0),
  currentRelease: async () => undefined,
  onBroken: async () => undefined,
  countFixed: async () => undefined,
  ledger: async () => EMPTY_LEDGER,
  name: 'shop prod',
  now: () => 0,
  newId: () => 'id',
  newSecret: () => 'secret',
  sign: async () => ({ url: 'https://bucket.example', fields: {} }),
  bucket: 'bucket',
};

const { store } = dependencies;

/** Every post must bring a solution. */
const flooded = {
  ...dependencies,
  store: new MemoryFeedbackIntake(store, () => 0),
  challenge: async () => ({
    keys: { current: 'key', fromEpochSeconds: 0 },
    requiredUntilEpochSeconds: 600,
  }),
};

const challenges = { store: new MemoryChallengeStore(), now: () => 0, randomBytes };

/** What the functions of the routes do. */
const WORK: Readonly<
  Record<PublicRoute, (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>>
> = {
  'POST /v1/feedback': (event) => postFeedback(event, flooded),
  'GET /v1/feedback/{id}': async (event) => json(200, statusView(await ownFeedback(event, store))),
  'DELETE /v1/feedback/{id}': (event) => eraseOwn(event, store),
  'POST /v1/feedback/{id}/verdict': (event) => giveVerdict(event, dependencies),
  'POST /v1/feedback/{id}/contact': (event) => answerMail(event, dependencies),
  'POST /v1/feedback/{id}/beta': (event) => answerBeta(event, store),
  'POST /v1/feedback/{id}/attachments': (event) => askForUpload(event, dependencies),
  'GET /v1/challenge': async () => json(200, await giveChallenge(challenges)),
  'GET /v1/changes': (event) => getChanges(event, dependencies),
  'GET /v1/openapi.json': async (event) => json(200, openapiDocument(requestAddress(event))),
};

// A 5xx trips an alarm, and alarms take releases back: no visitor may have that power.
test.each(Object.keys(WORK) as PublicRoute[])(
  'nothing that a caller sends to %s makes a 5xx',
  async (route) => {
    await fc.assert(
      fc.asyncProperty(hostileRequest, fc.boolean(), async (request, isRightMethod) => {
        const [method = ''] = route.split(' ');
        const event = isRightMethod ? { ...request, httpMethod: method } : request;
        const { statusCode } = await answerRoute(event, route, () => WORK[route](event), options);
        expect(statusCode).toBeLessThan(500);
      }),
      { numRuns: route === 'POST /v1/feedback' ? 300 : 100 },
    );
    expect(logged).toEqual([]);
  },
);

const OF_ONE = (Object.keys(WORK) as PublicRoute[]).filter((route) => route.includes('{id}'));

test.each(OF_ONE)('%s finds nothing under an id that is too long for a key', async (route) => {
  const [method = ''] = route.split(' ');
  const pathParameters = { id: 'x'.repeat(LONGEST_KEY + 1) };
  const headers = { Authorization: 'Bearer secret' };
  const event = apiEvent({ method, headers, pathParameters });
  const { statusCode } = await answerRoute(event, route, () => WORK[route](event), options);
  expect([statusCode, logged]).toEqual([404, []]);
});
