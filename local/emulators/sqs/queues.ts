import { AwsError } from '../../aws-error.ts';
import type { Access, Cloud, Input } from '../../emulator.ts';
import type { Journal } from './journal.ts';
import { Queue, type QueueHost } from './queue.ts';
import type { QueueSettings } from './queue-settings.ts';
import { WaitingReceivers } from './waiting-receivers.ts';

/** The queues of this region, found by the last part of their URL or ARN. */
export class Queues {
  readonly receivers = new WaitingReceivers();
  readonly #cloud: Cloud;
  readonly #host: QueueHost;
  readonly #queues = new Map<string, Queue>();

  constructor(cloud: Cloud, journal: Journal) {
    this.#cloud = cloud;
    this.#host = {
      clock: cloud.clock,
      journal,
      find: (arn) => this.withArn(arn),
      onAvailable: (queue) => {
        this.receivers.wake(queue);
        const { arn } = queue.settings;
        cloud.announce({ kind: 'available', atMs: cloud.clock.now(), arn });
      },
    };
  }

  all(): Queue[] {
    return [...this.#queues.values()];
  }

  /** Makes the queue, or gives the one that is there its new settings. */
  make(settings: QueueSettings): void {
    const known = this.#queues.get(settings.name);
    if (known) known.settings = settings;
    else this.#queues.set(settings.name, new Queue(settings, this.#host));
  }

  withArn(arn: string): Queue | undefined {
    return this.#queues.get(arn.split(':')[5] ?? '');
  }

  named(name: unknown): Queue {
    const queue = this.#queues.get(String(name));
    if (queue) return queue;
    throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
  }

  /** The queue that a request is for. */
  of({ QueueUrl }: Input): Queue {
    return this.named(nameIn(QueueUrl));
  }

  /** What a request for a queue's URL must be allowed to do, whether or not the queue is there. */
  access(action: string, { QueueUrl, QueueName }: Input): Access {
    const { region, accountId } = this.#cloud;
    const name = QueueName ?? nameIn(QueueUrl);
    return { action: `sqs:${action}`, resource: `arn:aws:sqs:${region}:${accountId}:${name}` };
  }
}

function nameIn(queueUrl: unknown): string {
  return String(queueUrl).split('/').pop() ?? '';
}
