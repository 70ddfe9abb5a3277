import type { Input } from '../../../emulator.ts';
import type { SavedState } from '../saved-state.ts';
import type { StreamMapping } from './mapping.ts';
import type { StreamRecord } from './stream-record.ts';

export interface PositionOptions {
  readonly mapping: StreamMapping;
  readonly shardId: string;
  readonly saved: SavedState;
  /** Driven time now, epoch milliseconds. */
  readonly nowMs: number;
  /** Calls an operation of DynamoDB Streams as the function's role. */
  call(operation: string, input: Input): Promise<Input>;
}

/** How far a mapping has read a shard; what it has done with is remembered across restarts. */
export class ShardPosition {
  readonly #options: PositionOptions;
  readonly #key: string;
  /** Driven time since when records count, for a reader that started at the end of the stream. */
  readonly #sinceMs: number;
  readonly #isFirstStart: boolean;
  #iterator: string | undefined;

  constructor(options: PositionOptions) {
    this.#options = options;
    const { mapping, shardId, saved, nowMs } = options;
    this.#key = `${mapping.uuid}/${shardId}`;
    const startKey = `${this.#key}/start`;
    const { checkpoints } = saved.state;
    this.#isFirstStart = checkpoints[startKey] === undefined;
    checkpoints[startKey] ??= String(mapping.startingPosition === 'LATEST' ? nowMs : 0);
    this.#sinceMs = Number(checkpoints[startKey]);
    saved.save();
  }

  /** Finds the place to start at, so that nothing written from now on is missed. */
  async open(): Promise<void> {
    const { call, mapping, shardId } = this.#options;
    const input = { StreamArn: mapping.sourceArn, ShardId: shardId, ...this.#start() };
    const { ShardIterator } = await call('GetShardIterator', input);
    this.#iterator = ShardIterator;
  }

  /** The next records, if there are any. */
  async read(limit: number): Promise<readonly StreamRecord[]> {
    if (this.#iterator === undefined) await this.open();
    const input = { ShardIterator: this.#iterator, Limit: limit };
    const { Records, NextShardIterator } = await this.#options.call('GetRecords', input);
    this.#iterator = NextShardIterator;
    const records: readonly StreamRecord[] = Records ?? [];
    const sinceSeconds = Math.floor(this.#sinceMs / 1000);
    return records.filter((record) => record.dynamodb.ApproximateCreationDateTime >= sinceSeconds);
  }

  /** These need not be read again. */
  done(records: readonly StreamRecord[]): void {
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    if (last === undefined) return;
    const { state, save } = this.#options.saved;
    state.checkpoints[this.#key] = last;
    save();
  }

  #start(): Input {
    const { mapping, saved } = this.#options;
    const SequenceNumber = saved.state.checkpoints[this.#key];
    if (SequenceNumber !== undefined) {
      return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber };
    }
    // Started at the end and then stopped before anything was done: what came since must still be read.
    const type = this.#isFirstStart ? mapping.startingPosition : 'TRIM_HORIZON';
    return { ShardIteratorType: type };
  }
}
