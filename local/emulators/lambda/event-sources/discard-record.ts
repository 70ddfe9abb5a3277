import type { InvocationResult } from '../invoker.ts';
import type { StreamRecord } from './stream-record.ts';

export interface Discard {
  readonly requestId: string;
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly condition: string;
  readonly invokeCount: number;
  readonly records: readonly StreamRecord[];
  readonly result: InvocationResult;
  /** Driven time, epoch milliseconds. */
  readonly atMs: number;
}

/** What an on-failure destination learns of a batch that was given up: where it stands in the stream, not what it is. */
export function discardRecord(discard: Discard): object {
  const { requestId, functionArn, condition, records, result } = discard;
  const [first, last] = [records[0], records.at(-1)];
  return {
    requestContext: {
      requestId,
      functionArn,
      condition,
      approximateInvokeCount: discard.invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: result.executedVersion,
      functionError: result.outcome.failure ? 'Unhandled' : null,
    },
    version: '1.0',
    timestamp: new Date(discard.atMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: discard.shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: records.length,
      streamArn: discard.streamArn,
    },
  };
}

function arrivalOf(record: StreamRecord | undefined): string {
  return new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
}
