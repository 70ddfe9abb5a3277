import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeploymentMetrics } from '../../functions/releases/deployment-metrics.ts';
import type { Identity } from '../identity.ts';

/** What the marker publishes of deployments, by fixed strings. */
export function releaseMetric(
  { project, stage }: Identity,
  metricName: keyof DeploymentMetrics,
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: { Project: project, Stage: stage },
    statistic: 'Sum',
    period,
  });
}
