import type { Cloud, Emulator, EmulatorHandle } from '../emulator.ts';
import { openDatabase } from './dynamodb/database.ts';
import { itemOperations } from './dynamodb/item-operations.ts';
import { ItemStore } from './dynamodb/item-store.ts';
import { RecentTokens } from './dynamodb/recent-tokens.ts';
import { StreamLog } from './dynamodb/stream-log.ts';
import { streamOperations } from './dynamodb/stream-operations.ts';
import { TableAccess } from './dynamodb/table-access.ts';
import { makeTable } from './dynamodb/table-maker.ts';
import { tableOperations } from './dynamodb/table-operations.ts';
import { TimeToLive } from './dynamodb/time-to-live.ts';
import { transactGetItems, transactWriteItems } from './dynamodb/transactions.ts';
import { Writer } from './dynamodb/writer.ts';

/** DynamoDB deletes expired items within days, mostly within hours; here at the next full hour of driven time. */
const SWEEP_MS = 3_600_000;

/**
 * DynamoDB and its streams: dynalite's rules and expressions over a database on disk, with what dynalite lacks
 * (transactions, streams, time to live). Requests and answers keep the JSON of the wire, as `{ S: '…' }`. Indexes are
 * up to date at once, AWS's are not.
 */
export const dynamodb: Emulator = {
  service: 'dynamodb',
  resourceTypes: {
    'AWS::DynamoDB::Table': {
      honoured: [
        'TableName',
        'KeySchema',
        'AttributeDefinitions',
        'BillingMode',
        'GlobalSecondaryIndexes',
        'LocalSecondaryIndexes',
        'StreamSpecification',
        'TimeToLiveSpecification',
        'ProvisionedThroughput',
        'PointInTimeRecoverySpecification',
        'DeletionProtectionEnabled',
      ],
      ignored: [
        'SSESpecification',
        'WarmThroughput',
        'OnDemandThroughput',
        'ContributorInsightsSpecification',
        'TableClass',
      ],
    },
  },
  api: {
    signingName: 'dynamodb',
    protocol: 'awsJson1.0',
    targetPrefix: 'DynamoDB_20120810',
  },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const database = await openDatabase(cloud.dataDir);
  const store = new ItemStore(database);
  await store.load();
  const tokens = new RecentTokens(cloud.clock);
  const streams = new StreamLog(database, store, cloud);
  const writer = new Writer(store, streams);
  const timeToLive = new TimeToLive(store, writer, cloud.clock);
  const access = new TableAccess(cloud);

  const housekeeping = cloud.clock.every(SWEEP_MS, async () => {
    await timeToLive.sweep();
    tokens.forgetOld();
    for (const tableName of store.tableNames()) await streams.trim(tableName);
  });

  return {
    operations: {
      ...itemOperations(store, writer, access),
      ...tableOperations(store, access),
      ...streamOperations(store, streams),
      TransactWriteItems: transactWriteItems(store, writer, tokens, access),
      TransactGetItems: transactGetItems(store, access),
    },
    create: (resource) => makeTable(resource, store, cloud),
    update: (resource) => makeTable(resource, store, cloud),
    async stop() {
      housekeeping.cancel();
      await writer.idle();
      await database.close();
    },
  };
}
