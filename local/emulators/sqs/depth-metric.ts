import { AwsError } from '../../aws-error.ts';
import type { Timer } from '../../clock.ts';
import type { Cloud } from '../../emulator.ts';
import type { Queues } from './queues.ts';

const MINUTE_MS = 60_000;

/** A second before the minute is over, so that the value stands when alarms look at that minute. */
const PHASE_MS = 59_000;

/** SQS stops its metrics for a queue that is empty and was not used for this long. */
const ACTIVE_MS = 6 * 3_600_000;

/** Tells CloudWatch each minute how many messages wait in each active queue. */
export function publishDepth(cloud: Cloud, queues: Queues): Timer {
  return cloud.clock.every(
    MINUTE_MS,
    async () => {
      const active = queues.all().filter((queue) => queue.isActive(ACTIVE_MS));
      if (active.length === 0) return;
      const Timestamp = new Date(cloud.clock.now());
      const MetricData = active.map((queue) => ({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: queue.settings.name }],
        Timestamp,
        Value: queue.counts().visible,
        Unit: 'Count',
      }));
      await put(cloud, MetricData);
    },
    PHASE_MS,
  );
}

/**
 * A metric that CloudWatch does not take, because it is down or not there, is lost, as in AWS. No policy guards what
 * AWS's own services publish, so the local cloud itself is the caller.
 */
async function put(cloud: Cloud, MetricData: readonly object[]): Promise<void> {
  const input = { Namespace: 'AWS/SQS', MetricData };
  try {
    await cloud.call('cloudwatch', 'PutMetricData', input, { kind: 'root' });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}
