import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import type { ItemStore } from './item-store.ts';
import { type StreamLog, sequenceOf, sequenceText } from './stream-log.ts';
import { type Table, tableNotFound } from './table.ts';

/** Every stream has this one shard, which never closes. */
const SHARD_ID = 'shardId-00000000000000000001-00000001';

const MAX_RECORDS = 1000;

interface Position {
  readonly tableName: string;
  /** Records with a higher sequence number come next. */
  readonly after: number;
}

/** The API of DynamoDB Streams. Iterators do not expire here. */
export function streamOperations(
  store: ItemStore,
  streams: StreamLog,
): Readonly<Record<string, Operation>> {
  return {
    DescribeStream: {
      access: (input) => [{ action: 'dynamodb:DescribeStream', resource: input.StreamArn }],
      run: async (input) => ({
        StreamDescription: describeStream(tableOf(store, input.StreamArn)),
      }),
    },
    GetShardIterator: {
      access: (input) => [{ action: 'dynamodb:GetShardIterator', resource: input.StreamArn }],
      run: async (input) => ({ ShardIterator: encode(startOf(input, store, streams)) }),
    },
    GetRecords: {
      access: (input) => [
        { action: 'dynamodb:GetRecords', resource: streamArnOf(store, input.ShardIterator) },
      ],
      run: (input) => getRecords(streams, input),
    },
  };
}

async function getRecords(streams: StreamLog, input: Input): Promise<object> {
  const { tableName, after } = decode(input.ShardIterator);
  const limit = Math.min(Number(input.Limit ?? MAX_RECORDS), MAX_RECORDS);
  const records = await streams.read(tableName, after, limit);
  const newest = records.at(-1)?.dynamodb.SequenceNumber;
  const next = newest === undefined ? after : sequenceOf(newest);
  return { Records: records, NextShardIterator: encode({ tableName, after: next }) };
}

function describeStream({ description }: Table): object {
  return {
    StreamArn: description.LatestStreamArn,
    StreamLabel: description.LatestStreamLabel,
    StreamStatus: 'ENABLED',
    StreamViewType: description.StreamSpecification?.StreamViewType,
    TableName: description.TableName,
    KeySchema: description.KeySchema,
    Shards: [
      { ShardId: SHARD_ID, SequenceNumberRange: { StartingSequenceNumber: sequenceText(1) } },
    ],
  };
}

function startOf(input: Input, store: ItemStore, streams: StreamLog): Position {
  const tableName = tableOf(store, input.StreamArn).description.TableName;
  const sequence = sequenceOf(String(input.SequenceNumber ?? ''));
  switch (input.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return { tableName, after: 0 };
    case 'LATEST':
      return { tableName, after: streams.lastSequence() };
    case 'AT_SEQUENCE_NUMBER':
      return { tableName, after: sequence - 1 };
    case 'AFTER_SEQUENCE_NUMBER':
      return { tableName, after: sequence };
    default:
      throw new AwsError(
        'ValidationException',
        `Invalid ShardIteratorType: ${input.ShardIteratorType}`,
      );
  }
}

/** The table whose stream has this ARN: `<table's ARN>/stream/<label>`. */
function tableOf(store: ItemStore, streamArn: unknown): Table {
  const name = String(streamArn).split('/')[1] ?? '';
  const table = store.findTable(name);
  if (table?.description.LatestStreamArn === streamArn) return table as Table;
  throw new AwsError(
    'ResourceNotFoundException',
    `Requested resource not found: Stream: ${streamArn} not found`,
  );
}

function streamArnOf(store: ItemStore, iterator: unknown): string {
  const arn = store.findTable(decode(iterator).tableName)?.description.LatestStreamArn;
  if (arn === undefined) throw tableNotFound();
  return arn;
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(iterator: unknown): Position {
  try {
    return JSON.parse(Buffer.from(String(iterator), 'base64url').toString()) as Position;
  } catch (error) {
    throw new AwsError('ValidationException', 'Invalid ShardIterator', { cause: error });
  }
}
