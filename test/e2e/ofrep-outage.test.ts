import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricSums } from '../support/metric-sums.ts';
import { ofrepFlaws } from '../support/ofrep-form.ts';
import { FLAGS, type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';
import { MINUTE_MS } from '../support/storefront.ts';

const ONE = `${FLAGS}/new-checkout`;
const OUTAGE_MS = 60_000;

let storefront: OfrepStorefront;

beforeEach(async () => {
  storefront = await startOfrepStorefront();
});

afterEach(async () => {
  await storefront?.stop();
});

function takeDynamoDown(): void {
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'dynamodb', kind: 'outage', untilMs: clock.now() + OUTAGE_MS });
}

async function seen(path: string): Promise<unknown> {
  const response = await storefront.ask(path);
  expect(response.status).toBe(200);
  return response.json();
}

/** How often readers reported that what they serve may be too old: an alarm watches it. */
async function staleSince(startMs: number): Promise<number> {
  const { endpoint, credentials, cloud } = storefront.cloud;
  const client = new CloudWatchClient({ endpoint, credentials, region: cloud.region });
  const Dimensions = [
    { Name: 'Project', Value: 'storefront' },
    { Name: 'Stage', Value: 'prod' },
  ];
  const metric = { Namespace: 'Afterprod', MetricName: 'TogglesStale', Dimensions };
  try {
    const sums = await metricSums(client, startMs - MINUTE_MS, metric);
    return sums.reduce((total, sum) => total + sum, 0);
  } finally {
    client.destroy();
  }
}

test('keeps answering what it knew while DynamoDB is down, says so, and recovers', async () => {
  const fresh = await seen(ONE);
  expect(fresh).toMatchObject({ value: false, variant: 'off', reason: 'STATIC' });

  const startMs = storefront.cloud.clock.now();
  takeDynamoDown();
  await storefront.tenSeconds();
  expect(await seen(ONE)).toMatchObject({ value: false, variant: 'off', reason: 'STALE' });
  expect(await seen(FLAGS)).toMatchObject({ flags: [{ key: 'new-checkout', reason: 'STALE' }] });

  await storefront.cloud.clock.advance(OUTAGE_MS);
  expect(await seen(ONE)).toEqual(fresh);
  expect(await staleSince(startMs)).toBeGreaterThan(0);
});

test('asks to come back when it has never read the toggles', async () => {
  takeDynamoDown();
  for (const [kind, path] of [
    ['one', ONE],
    ['all', FLAGS],
  ] as const) {
    const response = await storefront.ask(path);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(ofrepFlaws(kind, 503, await response.json())).toEqual([]);
  }
  await storefront.cloud.clock.advance(OUTAGE_MS);
  expect(await seen(ONE)).toMatchObject({ value: false, variant: 'off' });
});
