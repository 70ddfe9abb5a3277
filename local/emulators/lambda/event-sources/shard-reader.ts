import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import type { Principal } from '../../../emulator.ts';
import { compileEventPattern } from '../../../event-pattern.ts';
import { sendToDestination } from '../destination.ts';
import { formatFunctionArn } from '../function-reference.ts';
import type { InvocationResult } from '../invoker.ts';
import { readBatchResponse } from './batch-response.ts';
import { discardRecord } from './discard-record.ts';
import type { StreamMapping } from './mapping.ts';
import { MAX_EVENT_BYTES } from './max-event-bytes.ts';
import { PollLoop, type Step } from './poll-loop.ts';
import type { ShardPosition } from './shard-position.ts';
import type { SourceReader } from './source-reader.ts';
import type { SourceTools } from './source-tools.ts';
import {
  afterFailedBatch,
  backoffMs,
  type StreamBatch,
  type StreamVerdict,
} from './stream-batch.ts';
import { type StreamRecord, toEventRecord } from './stream-record.ts';

/** Reads one shard in order: a batch is done with, one way or another, before the next begins. */
export class ShardReader implements SourceReader {
  readonly #mapping: StreamMapping;
  readonly #shardId: string;
  readonly #position: ShardPosition;
  readonly #tools: SourceTools;
  readonly #passes: (event: unknown) => boolean;
  readonly #loop: PollLoop;
  /** Batches that come before anything new. */
  #batches: readonly StreamBatch[] = [];
  #gathered: readonly StreamRecord[] = [];
  #windowEndsMs = 0;
  #notBeforeMs = 0;
  #refusals = 0;

  constructor(
    mapping: StreamMapping,
    shardId: string,
    position: ShardPosition,
    tools: SourceTools,
    onError: (error: unknown) => void,
  ) {
    this.#mapping = mapping;
    this.#shardId = shardId;
    this.#position = position;
    this.#tools = tools;
    this.#passes = compileFilters(mapping.filters);
    const { clock } = tools.cloud;
    this.#loop = new PollLoop({ clock, step: () => this.#step(), onError });
  }

  get sourceArn(): string {
    return this.#mapping.sourceArn;
  }

  wake(): void {
    this.#loop.wake();
  }

  stop(): void {
    this.#loop.stop();
  }

  async #step(): Promise<Step> {
    const nowMs = this.#tools.cloud.clock.now();
    if (nowMs < this.#notBeforeMs) return { atMs: this.#notBeforeMs };
    const [batch, ...others] = this.#batches;
    if (!batch) return this.#gather(nowMs);
    const wanted = batch.records.filter((record) => this.#passes(record));
    if (wanted.length === 0) return this.#settle(batch.records, others);
    const event = this.#eventOf(wanted);
    if (event.length > MAX_EVENT_BYTES && batch.records.length > 1) {
      this.#batches = [...halved(batch), ...others];
      return 'again';
    }
    return this.#deliver(batch, others, wanted, event);
  }

  /** Fills a batch until it is full, or its time is over. */
  async #gather(nowMs: number): Promise<Step> {
    const { batchSize, windowMs } = this.#mapping;
    const fresh = await this.#position.read(batchSize - this.#gathered.length);
    if (this.#gathered.length === 0) this.#windowEndsMs = nowMs + windowMs;
    this.#gathered = [...this.#gathered, ...fresh];
    if (this.#gathered.length === 0) return 'idle';
    if (this.#gathered.length < batchSize && nowMs < this.#windowEndsMs) {
      return { atMs: this.#windowEndsMs };
    }
    this.#batches = [{ records: this.#gathered, failures: 0 }];
    this.#gathered = [];
    return 'again';
  }

  async #deliver(
    batch: StreamBatch,
    others: readonly StreamBatch[],
    wanted: readonly StreamRecord[],
    payload: Buffer,
  ): Promise<Step> {
    const { invoker, cloud } = this.#tools;
    const requestId = randomUUID();
    const result = await invoker
      .invoke({ ...this.#mapping.function, requestId, payload })
      .catch(refusal);
    if (this.#loop.isStopped) return 'idle'; // cut short, perhaps: it comes again at the next start
    if (result instanceof AwsError) return this.#wait(backoffMs(++this.#refusals));
    this.#refusals = 0;
    const response = readBatchResponse(
      result.outcome,
      this.#mapping.reportsItemFailures,
      wanted.map(sequenceOf),
    );
    if (response.kind === 'all-succeeded') return this.#settle(batch.records, others);
    const failedFrom =
      response.kind === 'all-failed'
        ? 0
        : batch.records.findIndex((record) => response.identifiers.has(sequenceOf(record)));
    this.#position.done(batch.records.slice(0, failedFrom));
    const verdict = afterFailedBatch(batch, failedFrom, this.#mapping, cloud.clock.now());
    if (verdict.condition) await this.#discard(verdict, batch, requestId, result);
    this.#position.done(verdict.discarded);
    this.#batches = [...verdict.remaining, ...others];
    return this.#wait(verdict.waitMs);
  }

  #settle(records: readonly StreamRecord[], others: readonly StreamBatch[]): Step {
    this.#position.done(records);
    this.#batches = others;
    return 'again';
  }

  #wait(waitMs: number): Step {
    if (waitMs === 0) return 'again';
    this.#notBeforeMs = this.#tools.cloud.clock.now() + waitMs;
    return { atMs: this.#notBeforeMs };
  }

  #eventOf(records: readonly StreamRecord[]): Buffer {
    const { sourceArn } = this.#mapping;
    const Records = records.map((record) => toEventRecord(record, sourceArn));
    return Buffer.from(JSON.stringify({ Records }));
  }

  /** Gives records up: to the on-failure destination where there is one, and never without a word. */
  async #discard(
    { discarded, condition }: StreamVerdict,
    { failures }: StreamBatch,
    requestId: string,
    result: InvocationResult,
  ): Promise<void> {
    const { cloud, registry } = this.#tools;
    const { onFailure, sourceArn } = this.#mapping;
    const { roleArn, functionName } = registry.configuration(this.#mapping.function);
    const text = `${discarded.length} records of ${sourceArn} were given up by ${functionName}: ${condition}`;
    if (onFailure === undefined) return cloud.notice(text);
    const record = discardRecord({
      requestId,
      functionArn: formatFunctionArn(cloud, this.#mapping.function),
      streamArn: sourceArn,
      shardId: this.#shardId,
      condition: String(condition),
      invokeCount: failures + 1,
      records: discarded,
      result,
      atMs: cloud.clock.now(),
    });
    const as: Principal = { kind: 'role', roleArn, sessionName: functionName };
    await sendToDestination(cloud, onFailure, { body: JSON.stringify(record) }, as).catch(
      (error: unknown) => {
        cloud.notice(`${text}; telling ${onFailure} failed: ${String(error)}`);
      },
    );
  }
}

function halved({ records, failures }: StreamBatch): readonly StreamBatch[] {
  const half = Math.ceil(records.length / 2);
  return [records.slice(0, half), records.slice(half)].map((part) => ({ records: part, failures }));
}

function sequenceOf({ dynamodb }: StreamRecord): string {
  return dynamodb.SequenceNumber;
}

/** Nothing ran: throttled, or the function is not there. */
function refusal(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  throw error;
}

/** Whether an event passes a mapping's filter criteria: any of its patterns. */
function compileFilters(patterns: readonly unknown[]): (event: unknown) => boolean {
  const matchers = patterns.map(compileEventPattern);
  return (event) => matchers.length === 0 || matchers.some((matches) => matches(event));
}
