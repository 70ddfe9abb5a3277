import { isDeepStrictEqual } from 'node:util';
import { getIndexActions } from 'dynalite/db/index.js';
import type { Cloud, Provisioned, Resource } from '../../emulator.ts';
import { SetupError } from '../../setup-error.ts';
import type { BatchOperation } from './database.ts';
import type { Item } from './item.ts';
import { type ItemStore, indexPrefix, itemPrefix } from './item-store.ts';
import type { SecondaryIndex, Table, TableDescription } from './table.ts';
import { defineTable, tableNameOf } from './table-definition.ts';

/** Makes a template's table, or brings the one that is on disk from an earlier start in line with it. */
export async function makeTable(
  resource: Resource,
  store: ItemStore,
  cloud: Cloud,
): Promise<Provisioned> {
  const existing = store.findTable(tableNameOf(resource));
  const table = defineTable(resource, existing, cloud);
  if (existing) {
    refuseOtherKey(resource, table.description, existing.description);
    await rebuildIndexes(store, table.description, existing.description);
  }
  if (!isDeepStrictEqual(table, existing)) await store.saveTable(table);
  const { TableName, TableArn, TableId, LatestStreamArn } = table.description;
  return {
    ref: TableName,
    attributes: {
      Arn: TableArn,
      TableId,
      ...(LatestStreamArn !== undefined && { StreamArn: LatestStreamArn }),
    },
  };
}

/** CloudFormation cannot do this either: the table has to be replaced, and its name is taken. */
function refuseOtherKey(
  resource: Resource,
  wanted: TableDescription,
  kept: TableDescription,
): void {
  if (isDeepStrictEqual(keyOf(wanted), keyOf(kept))) return;
  throw new SetupError(
    `${resource.logicalId} in ${resource.stackName}: the table ${kept.TableName} holds data under another key schema. Give it another name, or start with --fresh to drop all local data.`,
  );
}

function keyOf({ KeySchema, AttributeDefinitions }: TableDescription): unknown {
  return KeySchema.map((element) => [
    element,
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === element.AttributeName),
  ]);
}

/** Fills indexes that the template has added or changed from the items, and drops those that it has no more. */
async function rebuildIndexes(
  store: ItemStore,
  wanted: TableDescription,
  kept: TableDescription,
): Promise<void> {
  const isIn = (indexes: SecondaryIndex[]) => (index: SecondaryIndex) =>
    indexes.some((other) => isDeepStrictEqual(shapeOf(index), shapeOf(other)));
  const stale = indexesOf(kept).filter((index) => !isIn(indexesOf(wanted))(index));
  const fresh = indexesOf(wanted).filter((index) => !isIn(indexesOf(kept))(index));
  const dropped = await Promise.all(
    stale.map(({ IndexName }) => store.scan(indexPrefix(wanted.TableName, IndexName))),
  );
  const drops: BatchOperation[] = dropped.flat().map(([key]) => ({ type: 'del', key }));
  const items = fresh.length === 0 ? [] : await store.scan(itemPrefix(wanted.TableName));
  await store.commit([...drops, ...items.flatMap(([, item]) => entriesOf(item, fresh, wanted))]);
}

function indexesOf(table: TableDescription): SecondaryIndex[] {
  return [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
}

function shapeOf({ IndexName, KeySchema, Projection }: SecondaryIndex): unknown {
  return { IndexName, KeySchema, Projection };
}

/** An item without the index's key attributes, or with ones of another type, is not in the index. */
function entriesOf(
  item: unknown,
  indexes: readonly SecondaryIndex[],
  table: TableDescription,
): BatchOperation[] {
  const fitting = indexes.filter((index) => hasKeyOf(index, item as Item, table));
  return getIndexActions(fitting, undefined, item as Item, table).puts.map((put) => ({
    type: 'put',
    key: indexPrefix(table.TableName, put.index) + put.key,
    value: put.item,
  }));
}

function hasKeyOf(
  index: SecondaryIndex,
  item: Item,
  table: Pick<Table['description'], 'AttributeDefinitions'>,
): boolean {
  return index.KeySchema.every(({ AttributeName: name }) => {
    const definition = table.AttributeDefinitions.find((other) => other.AttributeName === name);
    return item[name]?.[definition?.AttributeType ?? ''] !== undefined;
  });
}
