import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { announce } from './announce.ts';
import { type Identity, nameOf } from './identity.ts';
import type { Topics } from './topics.ts';

/** Tells `ticket` when a reader serves old values because the table does not answer: a kill would not reach it. */
export function alarmOnStaleToggles(scope: Construct, identity: Identity, topics: Topics): void {
  const stale = new Metric({
    namespace: 'Afterprod',
    metricName: 'TogglesStale', // by functions/toggles/reader/reader-metrics.ts
    dimensionsMap: { Project: identity.project, Stage: identity.stage },
    statistic: 'Sum',
    period: Duration.minutes(1),
  });
  const alarm = stale.createAlarm(scope, 'Stale', {
    alarmName: nameOf(identity, 'toggles-stale'),
    alarmDescription:
      'While this is in ALARM, functions cannot read the toggles and serve what they last knew: a kill does not reach them. Their logs say why.',
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 3,
    datapointsToAlarm: 2, // one minute is an outage of seconds that healed by itself
    treatMissingData: TreatMissingData.NOT_BREACHING, // who reads fresh values reports nothing
  });
  announce(alarm, topics, 'ticket');
}
