import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Wake } from './wake.ts';

export interface DelayedWake {
  readonly wake: Wake;
  /** @default 0 */
  readonly delayMs?: number;
}

/** SQS takes so many at once, */
const MAX_AT_ONCE = 10;
/** and keeps none back for longer. */
const LONGEST_DELAY_S = 900;

/** Puts wake-ups into the deliveries' queue; rejects when some were not taken: the sweep finds what they were for. */
export async function sendWakes(
  sqs: SQSClient,
  QueueUrl: string,
  wakes: readonly DelayedWake[],
): Promise<void> {
  for (let from = 0; from < wakes.length; from += MAX_AT_ONCE) {
    const Entries = wakes.slice(from, from + MAX_AT_ONCE).map(({ wake, delayMs = 0 }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(wake),
      DelaySeconds: Math.min(LONGEST_DELAY_S, Math.max(0, Math.ceil(delayMs / 1000))),
    }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`${Failed.length} wake-ups were not taken`);
  }
}
