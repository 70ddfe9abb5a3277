import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Identity } from './identity.ts';

/**
 * What a probe publishes: `Up` is 1 when the answer was healthy, 0 otherwise; `Latency` is in milliseconds. Named by
 * fixed strings, so that alarms need no reference to the probes' stack.
 */
export function probeMetric(
  identity: Identity,
  probe: string,
  metricName: 'Up' | 'Latency',
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: { Project: identity.project, Stage: identity.stage, Probe: probe },
    statistic: metricName === 'Up' ? 'Minimum' : 'Average',
    period,
  });
}
