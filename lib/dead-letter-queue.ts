import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { stateFacts } from './alarm-description.ts';
import { announce } from './announce.ts';
import { type Identity, nameOf } from './identity.ts';
import { tellDirectly } from './tell-directly.ts';
import type { Topics } from './topics.ts';

export interface DeadLetterQueueProps {
  readonly identity: Identity;

  /** Whose failures it keeps, e.g. `probes`: the queue is `storefront-prod-probes-dlq`. */
  readonly name: string;

  /**
   * A message in the queue is announced on `ticket`.
   * @default - its alarm tells nobody: topics of another region cannot be told
   */
  readonly topics?: Topics;

  /**
   * Told past the router of alerts, in place of `topics`: what is kept here may mean that the router does not work.
   * @default - `topics` are told
   */
  readonly direct?: ITopic;

  /**
   * Whether it is announced too that the queue is empty again.
   * @default true
   */
  readonly announcesEnd?: boolean;
}

/** Keeps what could not be worked on for two weeks, and says so. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    const queueName = nameOf(props.identity, props.name, 'dlq');
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14), // the longest SQS allows
    });

    const depth = this.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    });
    const alarm = depth.createAlarm(this, 'Alarm', {
      alarmName: queueName,
      alarmDescription: `Whether failed work waits in ${queueName}: read it, mend the cause, redrive it.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING, // an idle queue reports nothing
    });
    const { announcesEnd = true, direct, topics } = props;
    if (direct) tellDirectly(alarm, direct);
    else if (topics && announcesEnd) announce(alarm, topics, 'ticket');
    else stateFacts(alarm, { severity: 'ticket' });
    if (topics && !announcesEnd) alarm.addAlarmAction(new SnsAction(topics.ticket));
    acknowledge(
      this,
      'It is a dead-letter queue: cdk-nag does not see it named by schedules, streams and subscriptions.',
      'SQS3',
    );
  }
}
