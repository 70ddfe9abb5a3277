import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Cloud } from '../../emulator.ts';
import type { BatchOperation, Database } from './database.ts';
import { startingWith } from './database.ts';
import type { Item } from './item.ts';
import type { ItemStore } from './item-store.ts';
import type { StreamViewType, Table } from './table.ts';
import type { Change } from './write-set.ts';

/** How long a record can be read, in driven milliseconds. */
const RETENTION_MS = 24 * 3_600_000;

/** Where the last sequence number stands: it must rise also when all records have gone. */
const COUNTER = 'stream-counter';

/** What caused a change; expiry is marked in the record, so that consumers can tell it from a client's delete. */
export type WrittenBy = 'client' | 'time-to-live';

/** One record, in the shape of GetRecords' answer. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** In epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  readonly userIdentity?: { readonly PrincipalId: string; readonly Type: 'Service' };
}

/** The records of all streams in the order of their sequence numbers, kept in the batch of the write they tell of. */
export class StreamLog {
  readonly #database: Database;
  readonly #store: ItemStore;
  readonly #cloud: Pick<Cloud, 'clock' | 'region' | 'announce'>;
  #lastSequence: number;

  constructor(
    database: Database,
    store: ItemStore,
    cloud: Pick<Cloud, 'clock' | 'region' | 'announce'>,
  ) {
    this.#database = database;
    this.#store = store;
    this.#cloud = cloud;
    this.#lastSequence = Number(database.getSync(COUNTER) ?? 0);
  }

  /** Of the newest record in any stream. */
  lastSequence(): number {
    return this.#lastSequence;
  }

  /** What must be written together with `changes`: nothing for tables without a stream and writes without a change. */
  recordsOf(changes: readonly Change[], by: WrittenBy): BatchOperation[] {
    const operations: BatchOperation[] = changes.flatMap((change) => {
      const table = this.#store.findTable(change.tableName);
      const record = table && this.#recordOf(change, table, by);
      if (!record) return [];
      return { type: 'put', key: keyOf(change.tableName, this.#lastSequence), value: record };
    });
    if (operations.length === 0) return [];
    return [...operations, { type: 'put', key: COUNTER, value: this.#lastSequence }];
  }

  /** Tells readers that there is something to read; call it when the records are on disk. */
  announce(changes: readonly Change[]): void {
    for (const tableName of new Set(changes.map((change) => change.tableName))) {
      const arn = this.#store.findTable(tableName)?.description.LatestStreamArn;
      if (arn) this.#cloud.announce({ kind: 'available', atMs: this.#cloud.clock.now(), arn });
    }
  }

  /** The oldest records with a higher sequence number than `after`. */
  async read(tableName: string, after: number, limit: number): Promise<StreamRecord[]> {
    const range = { ...startingWith(prefixOf(tableName)), gte: keyOf(tableName, after + 1), limit };
    const entries = await this.#database.iterator(range).all();
    return entries.map(([, value]) => value as StreamRecord);
  }

  /** Drops what no reader can see any more. */
  async trim(tableName: string): Promise<void> {
    const horizon = (this.#cloud.clock.now() - RETENTION_MS) / 1000;
    const gone: BatchOperation[] = [];
    for await (const [key, value] of this.#database.iterator(startingWith(prefixOf(tableName)))) {
      if ((value as StreamRecord).dynamodb.ApproximateCreationDateTime > horizon) break;
      gone.push({ type: 'del', key });
    }
    await this.#store.commit(gone);
  }

  #recordOf(change: Change, table: Table, by: WrittenBy): StreamRecord | undefined {
    const { KeySchema, StreamSpecification } = table.description;
    const item = change.after ?? change.before;
    if (!StreamSpecification || !item || isUnchanged(change)) return undefined;
    const { StreamViewType } = StreamSpecification;
    this.#lastSequence += 1;
    const keys = Object.fromEntries(
      KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]),
    );
    const data = { Keys: keys, ...imagesOf(change, StreamViewType) };
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: eventNameOf(change),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#cloud.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.#cloud.clock.now() / 1000),
        ...data,
        SequenceNumber: sequenceText(this.#lastSequence),
        SizeBytes: Buffer.byteLength(JSON.stringify(data)),
        StreamViewType,
      },
      ...(by === 'time-to-live' && {
        userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
      }),
    };
  }
}

/** Fixed width, so that text order is number order; AWS's have at least 21 digits. */
export function sequenceText(sequence: number): string {
  return `1${String(sequence).padStart(20, '0')}`;
}

export function sequenceOf(text: string): number {
  return Number(text.slice(1));
}

function prefixOf(tableName: string): string {
  return `stream-${tableName}~`;
}

function keyOf(tableName: string, sequence: number): string {
  return prefixOf(tableName) + sequenceText(sequence);
}

/** A put of the same item and a delete of nothing leave no record. */
function isUnchanged({ before, after }: Change): boolean {
  if (!before || !after) return !before && !after;
  return isDeepStrictEqual(before, JSON.parse(JSON.stringify(after)));
}

function eventNameOf({ before, after }: Change): StreamRecord['eventName'] {
  if (!after) return 'REMOVE';
  return before ? 'MODIFY' : 'INSERT';
}

function imagesOf({ before, after }: Change, view: StreamViewType): object {
  const withNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  const withOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  return {
    ...(withNew && after && { NewImage: after }),
    ...(withOld && before && { OldImage: before }),
  };
}
