import { Duration } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { announce } from './announce.ts';
import type { Topics } from './topics.ts';

/** Tells `ticket` when an API answers 5xx: no caller can cause that, so each one is a fault or an outage of ours. */
export function alarmOnErrors(stage: Stage, apiName: string, topics: Topics): void {
  const errors = stage.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' });
  const alarm = errors.createAlarm(stage, 'Errors', {
    alarmName: `${apiName}-api-errors`,
    alarmDescription: `While this is in ALARM, ${apiName} answers some requests with 5xx: its function's log says why.`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no request, no error
  });
  announce(alarm, topics, 'ticket');
}
