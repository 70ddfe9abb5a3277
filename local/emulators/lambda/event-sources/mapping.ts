import type { FunctionReference } from '../function-reference.ts';

/** An event source mapping of a DynamoDB stream, which is read shard by shard and in order. */
export interface Mapping {
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
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisects: boolean;
  /** Attempts after the first; infinite unless set. */
  readonly maxRetries: number;
  readonly maxRecordAgeMs: number;
  /** Where the position of given up batches is sent. */
  readonly onFailure?: string;
}
