import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import type { Input, Principal } from '../../../emulator.ts';
import { readBatchResponse } from './batch-response.ts';
import { compileFilters } from './event-filter.ts';
import type { QueueMapping } from './mapping.ts';
import { PollLoop, type Step } from './poll-loop.ts';
import { type ReceivedMessage, toEventRecord, toFilterEvent } from './queue-message.ts';
import type { SourceReader, SourceTools } from './source-tools.ts';

/** SQS gives and deletes so many messages at once. */
const MAX_MESSAGES = 10;

/** Reads a queue: messages that were worked on are deleted, the others come again after their visibility timeout. */
export class QueueReader implements SourceReader {
  readonly #mapping: QueueMapping;
  readonly #tools: SourceTools;
  readonly #queueUrl: string;
  readonly #passes: (event: unknown) => boolean;
  readonly #onError: (error: unknown) => void;
  readonly #loop: PollLoop;
  #gathered: readonly ReceivedMessage[] = [];
  #windowEndsMs = 0;
  #underWay = 0;

  constructor(mapping: QueueMapping, tools: SourceTools, onError: (error: unknown) => void) {
    this.#mapping = mapping;
    this.#tools = tools;
    this.#onError = onError;
    this.#passes = compileFilters(mapping.filters);
    const [, , , , accountId, name] = mapping.sourceArn.split(':');
    this.#queueUrl = `${tools.cloud.endpoint}/${accountId}/${name}`;
    const { clock } = tools.cloud;
    this.#loop = new PollLoop({ clock, step: () => this.#step(), onError });
  }

  wake(): void {
    this.#loop.wake();
  }

  stop(): void {
    this.#loop.stop();
  }

  /** Receives until a batch is full or its time is over; batches run beside each other. */
  async #step(): Promise<Step> {
    const { batchSize, windowMs, maxConcurrency } = this.#mapping;
    if (this.#underWay >= maxConcurrency) return 'idle'; // the end of a batch wakes
    const nowMs = this.#tools.cloud.clock.now();
    if (this.#gathered.length === 0) this.#windowEndsMs = nowMs + windowMs;
    const wanted = Math.min(batchSize - this.#gathered.length, MAX_MESSAGES);
    const fresh = await this.#receive(wanted);
    this.#gathered = [...this.#gathered, ...fresh];
    if (this.#gathered.length === 0) return 'idle';
    const isFull = this.#gathered.length >= batchSize;
    if (!isFull && fresh.length > 0) return 'again'; // there may be more at once
    if (!isFull && nowMs < this.#windowEndsMs) return { atMs: this.#windowEndsMs };
    const batch = this.#gathered;
    this.#gathered = [];
    this.#start(batch);
    return 'again';
  }

  #start(batch: readonly ReceivedMessage[]): void {
    this.#underWay++;
    const work = this.#deliver(batch)
      .catch(this.#onError)
      .finally(() => {
        this.#underWay--;
        this.wake();
      });
    void this.#tools.cloud.clock.busy(work);
  }

  async #deliver(batch: readonly ReceivedMessage[]): Promise<void> {
    const { sourceArn, reportsItemFailures } = this.#mapping;
    const wanted = batch.filter((message) => this.#passes(toFilterEvent(message, sourceArn)));
    await this.#delete(batch.filter((message) => !wanted.includes(message)));
    if (wanted.length === 0) return;
    const Records = wanted.map((message) => toEventRecord(message, sourceArn));
    const payload = Buffer.from(JSON.stringify({ Records }));
    const request = { ...this.#mapping.function, requestId: randomUUID(), payload };
    const result = await this.#tools.invoker.invoke(request).catch(refusal);
    if (result instanceof AwsError) return; // throttled: they come again
    const identifiers = wanted.map(({ MessageId }) => MessageId);
    const response = readBatchResponse(result.outcome, reportsItemFailures, identifiers);
    if (response.kind === 'all-failed') return;
    if (response.kind === 'all-succeeded') return this.#delete(wanted);
    await this.#delete(wanted.filter(({ MessageId }) => !response.identifiers.has(MessageId)));
  }

  async #receive(limit: number): Promise<readonly ReceivedMessage[]> {
    const { Messages } = await this.#call('ReceiveMessage', {
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: limit,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      WaitTimeSeconds: 0,
    });
    return Messages ?? [];
  }

  async #delete(messages: readonly ReceivedMessage[]): Promise<void> {
    for (let from = 0; from < messages.length; from += MAX_MESSAGES) {
      const Entries = messages
        .slice(from, from + MAX_MESSAGES)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { QueueUrl: this.#queueUrl, Entries });
    }
  }

  #call(operation: string, input: Input): Promise<Input> {
    const { cloud, registry } = this.#tools;
    const { roleArn, functionName } = registry.configuration(this.#mapping.function);
    const as: Principal = { kind: 'role', roleArn, sessionName: functionName };
    return cloud.call('sqs', operation, input, as);
  }
}

/** Nothing ran. */
function refusal(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  throw error;
}
