import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import * as batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import * as deleteItemRules from 'dynalite/validations/deleteItem.js';
import * as getItemRules from 'dynalite/validations/getItem.js';
import * as validations from 'dynalite/validations/index.js';
import * as putItemRules from 'dynalite/validations/putItem.js';
import * as queryRules from 'dynalite/validations/query.js';
import * as scanRules from 'dynalite/validations/scan.js';
import * as updateItemRules from 'dynalite/validations/updateItem.js';
import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import type { EngineStore } from './engine-store.ts';

const OPERATIONS = {
  BatchGetItem: { action: batchGetItem, rules: batchGetItemRules },
  BatchWriteItem: { action: batchWriteItem, rules: batchWriteItemRules },
  DeleteItem: { action: deleteItem, rules: deleteItemRules },
  GetItem: { action: getItem, rules: getItemRules },
  PutItem: { action: putItem, rules: putItemRules },
  Query: { action: query, rules: queryRules },
  Scan: { action: scan, rules: scanRules },
  UpdateItem: { action: updateItem, rules: updateItemRules },
} as const;

export type EngineOperation = keyof typeof OPERATIONS;

/** A request that dynalite has checked and whose expressions it has parsed. */
export interface CheckedRequest {
  readonly operation: EngineOperation;
  readonly data: object;
}

/** Checks one request as DynamoDB does before it looks at any table. Throws `AwsError`. */
export function check(
  operation: EngineOperation,
  input: Input,
  store: EngineStore,
): CheckedRequest {
  const { types, custom } = OPERATIONS[operation].rules;
  try {
    const data = validations.checkTypes({ ...input }, types); // it deletes what it does not know
    validations.checkValidations(data, types, custom, store);
    return { operation, data };
  } catch (error) {
    throw asAwsError(error);
  }
}

/**
 * Carries out a checked request on `store`. Everything but Query and Scan is done, reads and writes alike, when this
 * returns: no other request comes in between.
 */
export function perform({ operation, data }: CheckedRequest, store: EngineStore): Promise<Input> {
  return new Promise((resolve, reject) => {
    OPERATIONS[operation].action(store, data, (error, answer) => {
      if (error) reject(asAwsError(error));
      else resolve(answer);
    });
  });
}

/** dynalite's errors carry the wire body, whose type is `namespace#Code`. */
function asAwsError(error: unknown): unknown {
  const { statusCode, body } = error as { statusCode?: number; body?: Record<string, string> };
  if (statusCode === undefined || !body) return error;
  const code = body['__type']?.split('#').pop() ?? 'InternalServerError';
  return new AwsError(code, body['message'] ?? body['Message'] ?? '', { statusCode, cause: error });
}
