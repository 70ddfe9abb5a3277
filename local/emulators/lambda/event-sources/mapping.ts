import type { FunctionReference } from '../function-reference.ts';

/** An event source mapping, by the kind of its source. */
export type Mapping = StreamMapping | QueueMapping;

/** What mappings have in common, whatever they read. */
export interface AnyMapping {
  readonly uuid: string;
  readonly sourceArn: string;
  readonly function: FunctionReference;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  /** How long a batch may be filled up, in driven milliseconds. */
  readonly windowMs: number;
  readonly reportsItemFailures: boolean;
}

/** Reads a DynamoDB stream, shard by shard and in order. */
export interface StreamMapping extends AnyMapping {
  readonly kind: 'stream';
  /** An event passes if it matches any of these patterns (parsed JSON); all pass where there are none. */
  readonly filters: readonly unknown[];
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisects: boolean;
  /** Attempts after the first; infinite unless set. */
  readonly maxRetries: number;
  readonly maxRecordAgeMs: number;
  /** Where the position of given up batches is sent. */
  readonly onFailure?: string;
}

/** Reads a standard queue of SQS. How often what fails comes again is the queue's own affair. */
export interface QueueMapping extends AnyMapping {
  readonly kind: 'queue';
}
