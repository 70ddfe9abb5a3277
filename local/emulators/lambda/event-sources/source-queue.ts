import type { Cloud, Input, Principal } from '../../../emulator.ts';
import { queueUrlOf } from '../../delivery/target-call.ts';
import type { FunctionRegistry } from '../function-registry.ts';
import type { QueueMapping } from './mapping.ts';
import type { QueueMessage } from './queue-message.ts';

/** SQS gives, and deletes, so many at once. */
const MAX_AT_ONCE = 10;

/** A mapping's queue, with the rights of its function's role. */
export class SourceQueue {
  readonly #mapping: QueueMapping;
  readonly #cloud: Cloud;
  readonly #registry: FunctionRegistry;

  constructor(mapping: QueueMapping, cloud: Cloud, registry: FunctionRegistry) {
    this.#mapping = mapping;
    this.#cloud = cloud;
    this.#registry = registry;
  }

  /** Throws `AwsError` where the role may not read it: AWS makes no such mapping. */
  checkRights(): void {
    const resource = this.#mapping.sourceArn;
    this.#cloud.authorize(this.#role(), { action: 'sqs:ReceiveMessage', resource });
  }

  /** For so long a received message is hidden. */
  async visibilityTimeoutMs(): Promise<number> {
    const input = { AttributeNames: ['VisibilityTimeout'] };
    const { Attributes } = await this.#call('GetQueueAttributes', input);
    return Number(Attributes.VisibilityTimeout) * 1000;
  }

  /** Up to `limit`; none where none is visible. */
  async receive(limit: number): Promise<readonly QueueMessage[]> {
    const { Messages = [] } = await this.#call('ReceiveMessage', {
      MaxNumberOfMessages: Math.min(limit, MAX_AT_ONCE),
      WaitTimeSeconds: 0, // whoever reads is woken when there is something
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return Messages;
  }

  async delete(messages: readonly QueueMessage[]): Promise<void> {
    for (let from = 0; from < messages.length; from += MAX_AT_ONCE) {
      const Entries = messages
        .slice(from, from + MAX_AT_ONCE)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { Entries });
    }
  }

  #call(operation: string, input: object): Promise<Input> {
    const QueueUrl = queueUrlOf(this.#cloud, this.#mapping.sourceArn);
    return this.#cloud.call('sqs', operation, { QueueUrl, ...input }, this.#role());
  }

  #role(): Principal {
    const { roleArn, functionName } = this.#registry.configuration(this.#mapping.function);
    return { kind: 'role', roleArn, sessionName: functionName };
  }
}
