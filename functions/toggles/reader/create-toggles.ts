import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemNow } from '../../shared/clock.ts';
import { documentsOver } from '../../shared/dynamo.ts';
import type { ReaderEnvironment } from '../environment.ts';
import { type CountedExposures, countExposures } from '../exposures/count-exposures.ts';
import { CountsNotStored } from '../exposures/counts-not-stored.ts';
import { DynamoExposureStore } from '../exposures/dynamo-exposure-store.ts';
import { DynamoToggleReader } from '../store/dynamo-toggle-reader.ts';
import { bundledSnapshot } from './bundled-snapshot.ts';
import type { Snapshot } from './evaluate.ts';
import { createReaderMetrics, type ReaderMetrics } from './reader-metrics.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { Toggles } from './toggles.ts';

/** What a reader can be told; a function that `Toggles.connect` has connected needs none of it. */
export interface TogglesOptions {
  /** @default - the environment variable `AFTERPROD_TOGGLES_TABLE` */
  readonly tableName?: string;

  /** Where servings are counted. @default - `AFTERPROD_EXPOSURES_TABLE`; without it nothing is counted */
  readonly exposuresTableName?: string;

  /** What servings are counted under. @default - `AFTERPROD_RELEASE`, or `unknown` */
  readonly release?: string;

  /** @default - one with the credentials and region of the function, and short timeouts */
  readonly client?: DynamoDBClient;

  /**
   * A document as `afterprod toggles export` writes it, e.g. an imported JSON file: served, with the reason `STALE`,
   * until the table has answered for the first time. It knows of no kill. One that is no document is reported to
   * `onFailure`, and not used.
   * @default - the code's own defaults are served
   */
  readonly snapshot?: unknown;

  /** Age in milliseconds from which the table is read again beside the work. @default 2000 */
  readonly softLimitMs?: number;

  /**
   * How long a kill may take, in milliseconds. The work waits for the table, 1000 at most, early enough to keep it.
   * @default 10000
   */
  readonly hardLimitMs?: number;

  /** Milliseconds between two writes of counts while the function is busy; at least 1000. @default 10000 */
  readonly flushIntervalMs?: number;

  /**
   * Told when a table does not answer: values stay as they were, counts are kept for the next time.
   * @default - a line in the log
   */
  readonly onFailure?: (error: unknown) => void;
}

/** A table that does not answer must cost a request little: it goes on with what is held. */
const WAIT_LIMIT_MS = 1_000;

const MIN_FLUSH_INTERVAL_MS = 1_000;

type Variables = Partial<ReaderEnvironment> & { readonly AFTERPROD_RELEASE?: string };

/** Makes the reader of one function: call it once, at module scope. Throws where there is no table, or no such limit. */
export function createToggles(options: TogglesOptions = {}): Toggles {
  const variables: Variables = process.env;
  const { softLimitMs = 2_000, hardLimitMs = 10_000, flushIntervalMs = 10_000 } = options;
  refuseLimits(softLimitMs, hardLimitMs, flushIntervalMs);
  const onFailure = neverThrowing(options.onFailure ?? logFailure);
  const tableName = options.tableName ?? variables.AFTERPROD_TOGGLES_TABLE;
  if (!tableName) {
    throw new Error(
      'createToggles needs a table: connect the function by toggles.connect, or give tableName',
    );
  }
  const client = documentsOver(options.client ?? createClient());
  const metrics = createReaderMetrics(dimensionsOf(variables), systemNow);
  const keeper = new SnapshotKeeper({
    store: new DynamoToggleReader(client, tableName),
    now: systemNow,
    softLimitMs,
    hardLimitMs,
    waitLimitMs: WAIT_LIMIT_MS,
    onFailure,
    onStale: metrics.countStale,
  });
  const exposures = exposuresOf(options, variables, client, metrics, onFailure);
  return new Toggles({ keeper, exposures, fallback: fallbackOf(options.snapshot, onFailure) });
}

/** A limit that is no number would compare with nothing: refused at the start, where a deployment notices. */
function refuseLimits(softLimitMs: number, hardLimitMs: number, flushIntervalMs: number): void {
  if (!(softLimitMs >= 0)) throw new Error(`softLimitMs ${softLimitMs} must be 0 or more`);
  if (!(hardLimitMs >= softLimitMs)) {
    throw new Error(`hardLimitMs ${hardLimitMs} must be at least softLimitMs ${softLimitMs}`);
  }
  if (!(flushIntervalMs >= MIN_FLUSH_INTERVAL_MS)) {
    throw new Error(`flushIntervalMs ${flushIntervalMs} must be at least ${MIN_FLUSH_INTERVAL_MS}`);
  }
}

/** What somebody's report does wrong is no reason to fail an invocation. */
function neverThrowing(onFailure: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    try {
      onFailure(error);
    } catch (cause) {
      console.warn('onFailure of createToggles has thrown', cause);
    }
  };
}

function fallbackOf(document: unknown, onFailure: (error: unknown) => void): Snapshot | undefined {
  if (document === undefined) return undefined;
  try {
    return bundledSnapshot(document);
  } catch (error) {
    onFailure(error);
    return undefined;
  }
}

function exposuresOf(
  options: TogglesOptions,
  variables: Variables,
  client: DynamoDBDocumentClient,
  metrics: ReaderMetrics,
  onFailure: (error: unknown) => void,
): CountedExposures | undefined {
  const { flushIntervalMs = 10_000 } = options;
  const tableName = options.exposuresTableName ?? variables.AFTERPROD_EXPOSURES_TABLE;
  if (!tableName) return undefined;
  const release = options.release ?? (variables.AFTERPROD_RELEASE || 'unknown');
  return countExposures({
    store: new DynamoExposureStore(client, tableName, systemNow, Math.random()),
    now: systemNow,
    release,
    flushIntervalMs,
    waitLimitMs: WAIT_LIMIT_MS,
    onFlush: metrics.countEvaluations,
    onFailure,
  });
}

function dimensionsOf({ AFTERPROD_PROJECT: Project, AFTERPROD_STAGE: Stage }: Variables) {
  return Project && Stage ? { Project, Stage } : undefined;
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
  if (error instanceof CountsNotStored) console.warn(`Toggles: ${message}; kept for the next time`);
  else console.warn(`Toggles could not be read, values stay as they were: ${message}`);
}
