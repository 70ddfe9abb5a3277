import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoExposureStore } from '../../functions/toggles/exposures/dynamo-exposure-store.ts';
import { exposureHour } from '../../functions/toggles/exposures/exposure-hour.ts';
import type { ExposureCount } from '../../functions/toggles/exposures/exposure-store.ts';
import type { Mail } from '../../local/page/mailbox.ts';
import { mailWithin } from '../support/mail-within.ts';
import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';

let storefront: Storefront;
/** Each test its own: what others visit is counted, too. */
beforeEach(async () => {
  storefront = await startStorefront();
});
afterEach(() => storefront?.stop());

const visit = () => fetch(`${storefront.apis['storefront']}/`);

async function countsOfToday(): Promise<readonly ExposureCount[]> {
  const { endpoint, credentials, cloud } = storefront.cloud;
  const client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  const now = () => storefront.cloud.clock.now();
  const tableName = storefront.tables['toggles-exposures'] ?? '';
  try {
    const store = new DynamoExposureStore(documentsOver(client), tableName, now);
    const to = exposureHour(now());
    return await store.read({ from: `${to.slice(0, 10)}T00`, to });
  } finally {
    client.destroy();
  }
}

test('a visit to the page is counted under its release, with the rights that the page has', async () => {
  expect((await visit()).status).toBe(200);
  const counts = await countsOfToday();
  expect(counts).toContainEqual({
    hour: exposureHour(storefront.cloud.clock.now()),
    release: expect.stringMatching(/^[0-9a-f]{12}$/),
    key: 'new-checkout',
    variant: 'off',
    count: 1,
  });
});

test('while DynamoDB is down the page goes on with what it knows, and an alert says so', async () => {
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'dynamodb', kind: 'outage', untilMs: clock.now() + 5 * MINUTE_MS });
  for (let minute = 0; minute < 5; minute += 1) {
    await storefront.minutes(1);
    expect((await visit()).status).toBe(200);
  }
  const isStale = ({ body }: Mail) => body.includes('toggles-stale');
  const told = await mailWithin(8, storefront, isStale, visit);
  expect(told?.subject).toMatch(/^\[(page|ticket)\] afterprod prod/);
  // The alert itself goes on: what became a dead letter meanwhile waits for somebody.
  const isOver = ({ body }: Mail) => /toggles-stale \[ticket\] over since/.test(body);
  expect(await mailWithin(15, storefront, isOver, visit)).toBeDefined();
}, 90_000);
