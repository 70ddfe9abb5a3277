import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoExposureStore } from '../../functions/toggles/exposures/dynamo-exposure-store.ts';
import { exposureHour } from '../../functions/toggles/exposures/exposure-hour.ts';
import { toggle } from '../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../support/toggles-cloud.ts';

jest.setTimeout(60_000); // each test starts processes

const DAY_MS = 86_400_000;

let cloud: TogglesCloud;

beforeAll(async () => {
  cloud = await startTogglesCloud();
});
afterAll(() => cloud?.stop());

const expiring = (expires: string) =>
  toggle({ metadata: { owner: 'shop', ticket: 'SHOP-12', expires, description: 'A test' } });

/** So many days ago a release served this toggle. */
async function served(
  cloud: TogglesCloud,
  key: string,
  ...daysAgo: readonly number[]
): Promise<void> {
  const now = () => cloud.clock.now();
  const client = documentsOver(new DynamoDBClient(cloud.client));
  const store = new DynamoExposureStore(client, 'shop-prod-toggles-exposures', now);
  await store.add(
    daysAgo.map((days) => {
      const hour = exposureHour(now() - days * DAY_MS);
      return { hour, release: 'r1', key, variant: 'off', count: 1 };
    }),
  );
}

test('tells what can go, and why, and how; a build may fail by it', async () => {
  await cloud.put('prod', { fresh: expiring('2030-01-01'), old: expiring('2020-01-01') });
  const told = await cloud.toggles('stale');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout.split('\n')).toEqual([
    'old  shop, SHOP-12',
    expect.stringMatching(/^ {2}was over on 2020-01-01, \d+ days ago$/),
    '  remove it from the code: afterprod toggles references . old, then afterprod toggles remove old',
    'Unused ones are not known: exposures were not counted for 30 days yet.',
    '',
  ]);
  const failed = await cloud.toggles('stale', '--fail');
  expect(failed).toMatchObject({ code: 1, stderr: 'error: 1 stale toggle.\n' });
});

test('has nothing to tell of toggles in their time', async () => {
  await cloud.put('prod', { fresh: expiring('2030-01-01') });
  expect(await cloud.toggles('stale', '--fail')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No stale toggles.'),
  });
});

test('knows those that nobody asks for, once counting has gone on for long', async () => {
  const aged = await startTogglesCloud(); // time does not go back for the other tests
  await aged.put('prod', { asked: expiring('2030-01-01'), unasked: expiring('2030-01-01') });
  await aged.clock.advance(40 * DAY_MS);
  await served(aged, 'asked', 33, 1);
  const found = await aged.togglesJson('stale');
  await aged.stop();
  expect(found).toMatchObject({
    isCounting: true,
    toggles: [
      { key: 'asked', signs: [{ kind: 'settled', days: 40 }] },
      { key: 'unasked', signs: [{ kind: 'settled' }, { kind: 'unused', days: 30 }] },
    ],
  });
});
