import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Consumer } from './consumer.ts';
import type { TaskQueues } from './environment.ts';
import type { TaskSender } from './task-sender.ts';

/** SQS takes so many at once. */
const MAX_AT_ONCE = 10;

export interface SqsTaskSenderLog {
  error(message: string, facts: Readonly<Record<string, unknown>>): void;
}

/** Tasks in queues of SQS. */
export class SqsTaskSender implements TaskSender {
  readonly #sqs: SQSClient;
  readonly #queues: TaskQueues;
  readonly #log: SqsTaskSenderLog;

  constructor(sqs: SQSClient, queues: TaskQueues, log: SqsTaskSenderLog) {
    this.#sqs = sqs;
    this.#queues = queues;
    this.#log = log;
  }

  async send(to: Consumer, bodies: readonly string[]): Promise<readonly string[]> {
    const url = this.#queues[to];
    if (url === undefined) return [];
    const left: string[] = [];
    for (let from = 0; from < bodies.length; from += MAX_AT_ONCE) {
      left.push(...(await this.#sendBatch(to, url, bodies.slice(from, from + MAX_AT_ONCE))));
    }
    return left;
  }

  async #sendBatch(
    to: Consumer,
    QueueUrl: string,
    bodies: readonly string[],
  ): Promise<readonly string[]> {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    try {
      const { Failed = [] } = await this.#sqs.send(
        new SendMessageBatchCommand({ QueueUrl, Entries }),
      );
      if (Failed.length > 0)
        this.#log.error('Tasks were not taken', { to, codes: codesOf(Failed) });
      return Failed.flatMap(({ Id }) => bodies[Number(Id)] ?? []);
    } catch (error) {
      const { name } = error instanceof Error ? error : new Error(); // its message may quote a task
      this.#log.error('No task was taken', { to, name });
      return bodies;
    }
  }
}

function codesOf(failed: readonly BatchResultErrorEntry[]): readonly string[] {
  return [...new Set(failed.flatMap(({ Code }) => Code ?? []))];
}
