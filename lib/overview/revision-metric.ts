import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { RevisionMetric } from '../../functions/toggles/revision-metric.ts';
import type { Identity } from '../identity.ts';

const METRIC_NAME: keyof RevisionMetric = 'TogglesRevision';

/** How often toggles were changed since the first time; the run of rollouts publishes it each minute. */
export function revisionMetric({ project, stage }: Identity, period: Duration): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName: METRIC_NAME,
    dimensionsMap: { Project: project, Stage: stage },
    statistic: 'Maximum',
    period,
  });
}
