import type { Access, Input, Operation } from '../../emulator.ts';
import { conditionFailure } from './condition-failure.ts';
import { check, type EngineOperation, perform } from './engine.ts';
import type { ItemStore } from './item-store.ts';
import type { TableAccess } from './table-access.ts';
import type { Writer } from './writer.ts';

/** The operations on items outside of transactions. */
export function itemOperations(
  store: ItemStore,
  writer: Writer,
  access: TableAccess,
): Readonly<Record<string, Operation>> {
  const one = (action: string) => (input: Input) => [access.table(action, input.TableName)];
  const batch = (action: string) => (input: Input) =>
    Object.keys(input.RequestItems ?? {}).map((table) => access.table(action, table));
  const range = (action: string) => (input: Input) => [access.range(action, input)];
  return {
    GetItem: reading('GetItem', store, one('GetItem')),
    Query: reading('Query', store, range('Query')),
    Scan: reading('Scan', store, range('Scan')),
    BatchGetItem: reading('BatchGetItem', store, batch('BatchGetItem')),
    PutItem: writing('PutItem', store, writer, one('PutItem')),
    UpdateItem: writing('UpdateItem', store, writer, one('UpdateItem')),
    DeleteItem: writing('DeleteItem', store, writer, one('DeleteItem')),
    BatchWriteItem: writing('BatchWriteItem', store, writer, batch('BatchWriteItem')),
  };
}

type AccessOf = (input: Input) => readonly Access[];

function reading(name: EngineOperation, store: ItemStore, access: AccessOf): Operation {
  return {
    access,
    run: async (input) => perform(check(name, input, store), store),
  };
}

function writing(
  name: EngineOperation,
  store: ItemStore,
  writer: Writer,
  access: AccessOf,
): Operation {
  return {
    access,
    async run(input) {
      const request = check(name, input, store);
      return writer.write(async (writes) => {
        try {
          return await perform(request, writes);
        } catch (error) {
          throw conditionFailure(error, input, store);
        }
      });
    },
  };
}
