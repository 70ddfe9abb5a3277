import type { Input, Operation } from '../../emulator.ts';
import { type ItemStore, itemPrefix } from './item-store.ts';
import { type Table, tableNotFound } from './table.ts';
import type { TableAccess } from './table-access.ts';

const PAGE = 100;

/** The operations on tables. They are made by templates alone: there is no CreateTable. */
export function tableOperations(
  store: ItemStore,
  access: TableAccess,
): Readonly<Record<string, Operation>> {
  const onTable = (action: string, run: (table: Table) => Promise<object>) => ({
    access: (input: Input) => [access.table(action, String(input.TableName))],
    run: async (input: Input) => run(existing(store, input.TableName)),
  });
  return {
    ListTables: { run: async (input) => listTables(store, input) },
    DescribeTable: onTable('DescribeTable', async ({ description }) => ({
      Table: { ...description, ...(await sizeOf(store, description.TableName)) },
    })),
    DescribeTimeToLive: onTable('DescribeTimeToLive', async ({ timeToLiveAttribute }) => ({
      TimeToLiveDescription: timeToLiveAttribute
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLiveAttribute }
        : { TimeToLiveStatus: 'DISABLED' },
    })),
    DescribeContinuousBackups: onTable('DescribeContinuousBackups', async (table) => ({
      ContinuousBackupsDescription: backupsOf(table),
    })),
  };
}

function existing(store: ItemStore, name: string): Table {
  const table = store.findTable(name);
  if (!table) throw tableNotFound(name);
  return table;
}

function listTables(store: ItemStore, { Limit, ExclusiveStartTableName }: Input): object {
  const names = store
    .tableNames()
    .filter((name) => ExclusiveStartTableName === undefined || name > ExclusiveStartTableName);
  const page = names.slice(0, Number(Limit ?? PAGE));
  const more = page.length < names.length && { LastEvaluatedTableName: page.at(-1) };
  return { TableNames: page, ...more };
}

/** Exact, where DynamoDB's figures are up to six hours old. */
async function sizeOf(store: ItemStore, tableName: string): Promise<object> {
  const items = await store.scan(itemPrefix(tableName));
  const bytes = items.reduce((sum, [, item]) => sum + Buffer.byteLength(JSON.stringify(item)), 0);
  return { ItemCount: items.length, TableSizeBytes: bytes };
}

function backupsOf({ pointInTimeRecovery }: Table): object {
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
    },
  };
}
