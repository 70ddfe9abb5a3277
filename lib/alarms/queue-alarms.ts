import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { MINUTE, type Watching } from './watching.ts';

/** How long work waits, and what could not be worked on. */
export function watchQueue(watching: Watching, queue: IQueue, oldestSeconds: number): void {
  watching.limit({
    what: 'age',
    sentence: `The oldest message waits for more than ${oldestSeconds} s: who works on the queue does not keep up. Look whether it fails, or is throttled.`,
    severity: 'ticket',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' }),
    above: oldestSeconds,
    points: [3, 3],
  });
  const dead = queue instanceof Queue ? queue.deadLetterQueue?.queue : undefined;
  if (dead && !(dead instanceof DeadLetterQueue)) waitingDeadLetters(watching, dead);
}

/** Of a queue of dead letters that is not Afterprod's own, which has its alarm already. */
export function waitingDeadLetters(watching: Watching, queue: IQueue): void {
  watching.limit({
    what: 'dead-letters',
    sentence: 'Work that failed waits among the dead letters: read it, mend the cause, redrive it.',
    severity: 'ticket',
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: MINUTE,
      statistic: 'Maximum',
    }),
    above: 0,
    points: [1, 1],
  });
}
