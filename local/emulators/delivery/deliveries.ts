import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import { callTarget, queueUrlOf } from './target-call.ts';

/** One thing to be sent to one target, with what to do when that fails. JSON, so that it survives a restart. */
export interface Delivery {
  readonly targetArn: string;
  readonly body: string;
  readonly principal: Principal;
  /** When it came in, in driven epoch milliseconds. */
  readonly sinceMs: number;
  readonly maxAgeMs: number;
  readonly maxRetries: number;
  readonly deadLetterArn?: string;
  /** What the dead letter says of its origin, e.g. `RULE_ARN`. */
  readonly origin: Readonly<Record<string, string>>;
  /** Failed attempts so far. */
  readonly attempts: number;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 600_000;

/** Retried at AWS's own discretion: what may go away by itself. A missing target or permission does not. */
const RETRIED = /Throttl|TooManyRequests|ServiceUnavailable|InternalFailure|InternalServer/;

/**
 * Delivers as EventBridge and its Scheduler do: again after a passing failure, ever later, until age or attempts run
 * out; then to the dead-letter queue. The waits are not documented: doubling from one second to ten minutes is assumed.
 */
export class Deliveries {
  readonly #cloud: Cloud;
  /** Waiting for another attempt. */
  readonly #waiting: Set<Delivery>;
  readonly #changed: (waiting: readonly Delivery[]) => void;

  constructor(
    cloud: Cloud,
    waiting: readonly Delivery[],
    changed: (waiting: readonly Delivery[]) => void,
  ) {
    this.#cloud = cloud;
    this.#waiting = new Set(waiting);
    this.#changed = changed;
    for (const delivery of waiting) this.#retryLater(delivery);
  }

  async send(delivery: Delivery): Promise<void> {
    const { targetArn, body, principal } = delivery;
    try {
      await callTarget(this.#cloud, targetArn, body, principal);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      await this.#failed({ ...delivery, attempts: delivery.attempts + 1 }, error);
    }
  }

  async #failed(delivery: Delivery, error: AwsError): Promise<void> {
    const { attempts, maxRetries, sinceMs, maxAgeMs } = delivery;
    const nextMs = this.#cloud.clock.now() + waitMs(attempts);
    const isPassing = error.statusCode >= 500 || RETRIED.test(error.code);
    if (!isPassing) return this.#giveUp(delivery, error);
    if (attempts > maxRetries) return this.#giveUp(delivery, error, 'MaximumRetryAttempts');
    if (nextMs - sinceMs > maxAgeMs)
      return this.#giveUp(delivery, error, 'MaximumEventAgeInSeconds');
    this.#waiting.add(delivery);
    this.#changed([...this.#waiting]);
    this.#retryLater(delivery);
  }

  #retryLater(delivery: Delivery): void {
    const { clock } = this.#cloud;
    clock.at(clock.now() + waitMs(delivery.attempts), () => {
      this.#waiting.delete(delivery);
      this.#changed([...this.#waiting]);
      return this.send(delivery);
    });
  }

  async #giveUp(delivery: Delivery, error: AwsError, exhausted?: string): Promise<void> {
    const { targetArn, deadLetterArn, attempts, origin } = delivery;
    const place = deadLetterArn === undefined ? 'it is lost' : 'it goes to the dead-letter queue';
    this.#cloud.notice(
      `A delivery to ${targetArn} failed (${error.code}: ${error.message}); ${place}.`,
    );
    if (deadLetterArn === undefined) return;
    const attributes = {
      ...origin,
      TARGET_ARN: targetArn,
      ERROR_CODE: error.code,
      ERROR_MESSAGE: error.message,
      RETRY_ATTEMPTS: String(attempts - 1),
      ...(exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
    };
    await this.#bury(delivery, deadLetterArn, attributes);
  }

  async #bury(
    { body, principal }: Delivery,
    queueArn: string,
    attributes: Readonly<Record<string, string>>,
  ): Promise<void> {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => {
        return [name, { DataType: 'String', StringValue }] as const;
      }),
    );
    const QueueUrl = queueUrlOf(this.#cloud, queueArn);
    const input = { QueueUrl, MessageBody: body, MessageAttributes };
    try {
      await this.#cloud.call('sqs', 'SendMessage', input, principal);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#cloud.notice(`The dead letter for ${queueArn} is lost: ${error.message}`);
    }
  }
}

function waitMs(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
}
