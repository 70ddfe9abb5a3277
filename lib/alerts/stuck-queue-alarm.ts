import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { tellDirectly } from '../tell-directly.ts';

export interface StuckQueueAlarmProps {
  readonly queue: IQueue;
  /** The alarm's whole name. */
  readonly name: string;
  /** So old no message should become. */
  readonly after: Duration;
  /** Told past the router, which may be what does not work. */
  readonly topic: ITopic;
}

/** Says that nobody works on a queue: its function is stopped, throttled, or fails. */
export function stuckQueueAlarm(
  scope: Construct,
  id: string,
  { queue, name, after, topic }: StuckQueueAlarmProps,
): Alarm {
  const age = queue.metricApproximateAgeOfOldestMessage({
    period: Duration.minutes(1),
    statistic: 'Maximum',
  });
  const alarm = age.createAlarm(scope, id, {
    alarmName: name,
    alarmDescription: `Whether alerts are stuck: a message waits for more than ${after.toMinutes()} min.`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: after.toSeconds(),
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // an idle queue reports nothing
  });
  tellDirectly(alarm, topic);
  return alarm;
}
