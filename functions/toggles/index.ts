import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemNow } from '../shared/clock.ts';
import { DynamoToggleStore } from './dynamo-toggle-store.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { Toggles } from './toggles.ts';

export type {
  Evaluation,
  EvaluationContext,
  EvaluationError,
  Reason,
} from './evaluation.ts';
export type { Toggles } from './toggles.ts';

export interface TogglesOptions {
  /** @default - the environment variable `AFTERPROD_TOGGLES_TABLE` */
  readonly tableName?: string;

  /** @default - one with the credentials and region of the function, and short timeouts */
  readonly client?: DynamoDBClient;

  /** Age in milliseconds from which the table is read again beside the work. @default 2000 */
  readonly softLimitMs?: number;

  /** Age in milliseconds from which the work waits for the table: how long a kill may take. @default 10000 */
  readonly hardLimitMs?: number;

  /** Told when the table cannot be read. Values then stay as they were. @default - a line in the log */
  readonly onFailure?: (error: unknown) => void;
}

/** A table that does not answer must cost a request little: it goes on with what is held. */
const WAIT_LIMIT_MS = 1_000;

/** Makes the reader of one function: call it once, at module scope. */
export function createToggles(options: TogglesOptions = {}): Toggles {
  const tableName = options.tableName ?? process.env.AFTERPROD_TOGGLES_TABLE;
  if (!tableName) {
    throw new Error(
      'createToggles needs a table: set AFTERPROD_TOGGLES_TABLE in the function, or give tableName',
    );
  }
  const client = DynamoDBDocumentClient.from(options.client ?? createClient());
  const store = new DynamoToggleStore(client, tableName, systemNow);
  const defaults = { now: systemNow, onFailure: logFailure, waitLimitMs: WAIT_LIMIT_MS };
  return new Toggles(new SnapshotKeeper({ ...defaults, ...limitsOf(options), store }));
}

function limitsOf({ tableName: _table, client: _client, ...limits }: TogglesOptions) {
  return limits;
}

function createClient(): DynamoDBClient {
  const requestHandler = {
    connectionTimeout: WAIT_LIMIT_MS / 2,
    requestTimeout: WAIT_LIMIT_MS,
    throwOnRequestTimeout: true,
  };
  return new DynamoDBClient({ maxAttempts: 2, requestHandler });
}

function logFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  console.warn(`Toggles could not be read, values stay as they were: ${message}`);
}
