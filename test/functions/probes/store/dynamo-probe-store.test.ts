import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoProbeStore } from '../../../../functions/probes/store/dynamo-probe-store.ts';
import { NO_FIGURES } from '../../../../functions/probes/store/figures.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { probeResult } from '../../../support/probe-results.ts';
import { describeProbeStore } from '../../../support/probe-store-contract.ts';

const tables = oneTableEach(17);
const now = () => Date.parse('2026-11-23T09:30Z');

describeProbeStore('DynamoDB', (at) => new DynamoProbeStore(tables.client, tables.next(), at));

afterEach(() => tables.faults.clear());

async function itemsOf(TableName: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName }));
  return Items.sort((one, other) => (one['sk'] < other['sk'] ? -1 : 1));
}

test('items go in time: results after 25 hours, days after 91', async () => {
  const table = tables.next();
  const store = new DynamoProbeStore(tables.client, table, now);
  const at = '2026-11-23T09:30:00.000Z';
  await store.keep({ at, group: 'rate-1m', region: 'eu-central-1', results: [] });
  await store.keepHour('home', new Date('2026-11-23T08:00Z'), NO_FIGURES);
  expect(await itemsOf(table)).toMatchObject([
    {
      pk: 'DAY#home',
      sk: '2026-11-23',
      h08: NO_FIGURES,
      expiresAtEpochSeconds: Date.parse('2027-02-22T00:00Z') / 1000,
    },
    {
      pk: 'RUN#2026-11-23T09',
      sk: '2026-11-23T09:30:00.000Z#rate-1m#eu-central-1#0',
      expiresAtEpochSeconds: Date.parse('2026-11-24T10:30Z') / 1000,
    },
  ]);
});

test('the results of 50 targets take less than 3 kB, of which writing is paid by the kB', async () => {
  const table = tables.next();
  const store = new DynamoProbeStore(tables.client, table, now);
  const results = Array.from({ length: 50 }, (_, index) => {
    const firstByteMs = 20 + ((index * 7_919) % 1_000) / 10;
    return probeResult({
      probe: `target-${index}`,
      latencyMs: firstByteMs,
      phases: { firstByteMs },
    });
  });
  const at = '2026-11-23T09:30:00.000Z';
  await store.keep({ at, group: 'rate-1m', region: 'eu-central-1', results });
  const sizes = (await itemsOf(table)).map((item) => Buffer.from(item['results'] as Uint8Array));
  expect(sizes).toHaveLength(1);
  expect(sizes[0]?.length).toBeLessThan(3_000);
});

test('says that the database is out of reach', async () => {
  const store = new DynamoProbeStore(tables.client, 'table-0', now);
  tables.faults.inject({
    service: 'dynamodb',
    kind: 'outage',
    untilMs: tables.cloud.clock.now() + 1,
  });
  await expect(store.days('home')).rejects.toThrow('DynamoDB does not answer');
});
