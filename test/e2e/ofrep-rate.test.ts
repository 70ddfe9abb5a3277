import { OFREPApi, OFREPApiTooManyRequestsError } from '@openfeature/ofrep-core';
import { ProviderEvents } from '@openfeature/web-sdk';
import type { Stage } from '../../local/assembly.ts';
import { type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';
import {
  eventUntil,
  startOfrepWebClient,
  stopOfrepWebClient,
} from '../support/ofrep-web-client.ts';

const BURST = 3;
let storefront: OfrepStorefront;

/** The keys' usage plan, made small: time stands still in these tests, so a burst is all there is. */
function withSmallBurst(stage: Stage): Stage {
  const shrink = (key: string, value: unknown) => (key === 'BurstLimit' ? BURST : value);
  const stacks = stage.stacks.map((stack) => ({
    ...stack,
    template: JSON.parse(JSON.stringify(stack.template, shrink)),
  }));
  return { ...stage, stacks };
}

beforeAll(async () => {
  storefront = await startOfrepStorefront({ change: withSmallBurst });
});

afterAll(async () => {
  await storefront?.stop();
});

afterEach(stopOfrepWebClient);

beforeEach(async () => {
  await storefront.cloud.clock.advance(1_000); // every bucket is full again
});

test('the web provider keeps what it has', async () => {
  const { baseUrl, apiKeys } = storefront;
  const key = apiKeys.publishable;
  const { client, answered } = await startOfrepWebClient({
    baseUrl,
    key,
    context: {},
    pollInterval: 10,
  });
  await eventUntil(client, ProviderEvents.Stale);
  expect(client.getBooleanDetails('new-checkout', true)).toMatchObject({ value: false });
  expect(answered.filter((status) => status !== 429)).toHaveLength(BURST);
  expect(answered.at(-1)).toBe(429);
});

test('ofrep-core learns when to come back; another key is not held back', async () => {
  const api = (key: string) =>
    new OFREPApi({ baseUrl: storefront.baseUrl, headers: [['X-API-Key', key]] });
  const first = api(storefront.apiKeys.publishable);
  const asked = Array.from({ length: BURST + 1 }, () => first.postEvaluateFlag('new-checkout', {}));
  const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
  const [{ reason } = { reason: undefined }] = refused as PromiseRejectedResult[];
  expect(reason).toBeInstanceOf(OFREPApiTooManyRequestsError);
  expect(reason).toMatchObject({ retryAfterSeconds: 1 });

  const other = await api(storefront.apiKeys.backend).postEvaluateFlag('new-checkout', {});
  expect(other).toMatchObject({ httpStatus: 200 });
});
