import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import type { ItemStore } from './item-store.ts';

/** Adds the item as it stands to a failed condition, where the request asks for it (dynalite does not). */
export function conditionFailure(error: unknown, request: Input, store: ItemStore): unknown {
  const { code, message, cause } = error as AwsError;
  if (code !== 'ConditionalCheckFailedException') return error;
  if (request.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return error;
  const table = store.findTable(request.TableName);
  const Item = table && store.find(table, request.Key ?? request.Item);
  return Item ? new AwsError(code, message, { cause, members: { Item } }) : error;
}
