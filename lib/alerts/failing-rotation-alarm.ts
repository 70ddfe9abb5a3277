import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { announce } from '../announce.ts';
import type { Topics } from '../topics.ts';

export interface FailingRotationAlarmProps {
  readonly rotator: IFunction;
  /** The alarm's whole name. */
  readonly name: string;
  readonly topics: Topics;
}

/** Says that a key could not be changed: Secrets Manager, which asks for it once in months, tells nobody. */
export function failingRotationAlarm(
  scope: Construct,
  id: string,
  { rotator, name, topics }: FailingRotationAlarmProps,
): void {
  // An hour: the alarm lasts for long enough to be looked at, and a second try in it is the same trouble.
  const errors = rotator.metricErrors({ period: Duration.hours(1), statistic: 'Sum' });
  const alarm = errors.createAlarm(scope, id, {
    alarmName: name,
    alarmDescription:
      "Whether keys of webhooks are changed when they are due: a rotation failed, its function's log says why. The old key stays good.",
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // it runs once in months
  });
  announce(alarm, topics, 'ticket');
}
