import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import { type BatchResponse, readBatchResponse } from './batch-response.ts';
import type { QueueMapping } from './mapping.ts';
import { MAX_EVENT_BYTES } from './max-event-bytes.ts';
import { PollLoop, type Step } from './poll-loop.ts';
import { type QueueMessage, toQueueRecord } from './queue-message.ts';
import type { SourceQueue } from './source-queue.ts';
import type { SourceReader } from './source-reader.ts';
import type { SourceTools } from './source-tools.ts';

type QueueBatch = readonly QueueMessage[];

/**
 * Reads one queue, a batch at a time, where AWS begins with five and takes more under load. What succeeds is deleted; what
 * fails stays hidden for its visibility timeout, and comes again or goes to the dead letters as the queue says. So does what
 * a throttled function could not take, which AWS goes on offering meanwhile.
 */
export class QueueReader implements SourceReader {
  readonly #mapping: QueueMapping;
  readonly #queue: SourceQueue;
  readonly #tools: SourceTools;
  readonly #loop: PollLoop;
  /** Received, and not yet delivered. */
  #batches: readonly QueueBatch[] = [];
  #gathered: readonly QueueMessage[] = [];
  #windowEndsMs = 0;

  constructor(
    mapping: QueueMapping,
    queue: SourceQueue,
    tools: SourceTools,
    onError: (error: unknown) => void,
  ) {
    this.#mapping = mapping;
    this.#queue = queue;
    this.#tools = tools;
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
    const [batch, ...others] = this.#batches;
    if (!batch) return this.#gather(this.#tools.cloud.clock.now());
    this.#batches = others;
    const payload = this.#eventOf(batch);
    if (payload.length > MAX_EVENT_BYTES && batch.length > 1) {
      this.#batches = [...halved(batch), ...others];
      return 'again';
    }
    return this.#deliver(batch, payload);
  }

  /** Fills a batch until it is full, or its time is over. */
  async #gather(nowMs: number): Promise<Step> {
    const { batchSize, windowMs } = this.#mapping;
    if (this.#gathered.length === 0) this.#windowEndsMs = nowMs + windowMs;
    const fresh = await this.#queue.receive(batchSize - this.#gathered.length);
    this.#gathered = [...this.#gathered, ...fresh];
    if (this.#gathered.length === 0) return 'idle';
    const isFull = this.#gathered.length === batchSize;
    if (!isFull && fresh.length > 0) return 'again';
    if (!isFull && nowMs < this.#windowEndsMs) return { atMs: this.#windowEndsMs };
    this.#batches = [this.#gathered];
    this.#gathered = [];
    return 'again';
  }

  async #deliver(batch: QueueBatch, payload: Buffer): Promise<Step> {
    const requestId = randomUUID();
    const result = await this.#tools.invoker
      .invoke({ ...this.#mapping.function, requestId, payload })
      .catch(refusal);
    if (this.#loop.isStopped) return 'idle'; // cut short, perhaps: the queue gives it again
    if (result instanceof AwsError) return 'again';
    const response = readBatchResponse(
      result.outcome,
      this.#mapping.reportsItemFailures,
      batch.map(({ MessageId }) => MessageId),
    );
    await this.#queue.delete(batch.filter((message) => hasSucceeded(message, response)));
    return 'again';
  }

  #eventOf(messages: QueueBatch): Buffer {
    const Records = messages.map((message) => toQueueRecord(message, this.sourceArn));
    return Buffer.from(JSON.stringify({ Records }));
  }
}

function hasSucceeded({ MessageId }: QueueMessage, response: BatchResponse): boolean {
  if (response.kind === 'some-failed') return !response.identifiers.has(MessageId);
  return response.kind === 'all-succeeded';
}

function halved(messages: QueueBatch): readonly QueueBatch[] {
  const half = Math.ceil(messages.length / 2);
  return [messages.slice(0, half), messages.slice(half)];
}

/** Nothing ran: throttled, or the function is not there. */
function refusal(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  throw error;
}
