import type { FunctionReference } from '../function-reference.ts';

/** What every event source mapping says. */
interface CommonMapping {
  readonly uuid: string;
  readonly sourceArn: string;
  readonly function: FunctionReference;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  /** How long a batch may be filled up, in driven milliseconds. */
  readonly windowMs: number;
  readonly reportsItemFailures: boolean;
  /** An event passes if it matches any of these patterns (parsed JSON); all pass where there are none. */
  readonly filters: readonly unknown[];
}

/** Reads a DynamoDB stream, shard by shard and in order. */
export interface StreamMapping extends CommonMapping {
  readonly kind: 'stream';
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisects: boolean;
  /** Attempts after the first; infinite unless set. */
  readonly maxRetries: number;
  readonly maxRecordAgeMs: number;
  /** Where the position of given up batches is sent. */
  readonly onFailure?: string;
}

/** Reads a queue; a message is deleted when it has been worked on. */
export interface QueueMapping extends CommonMapping {
  readonly kind: 'queue';
  /** Batches under way at once. */
  readonly maxConcurrency: number;
}

export type Mapping = StreamMapping | QueueMapping;
