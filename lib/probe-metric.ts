import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Identity } from './identity.ts';

/** Whose figures they are. */
export interface ProbeSource {
  readonly identity: Identity;

  /** The probe's name in the settings. */
  readonly probe: string;

  /**
   * Where it was probed from, besides the stage's own region. All of them publish in the stage's region.
   * @default - from the stage's own region
   */
  readonly region?: string;
}

/**
 * What a probe publishes: `Up` is 1 when the answer was healthy, 0 otherwise; `Latency` is in milliseconds. Named by
 * fixed strings, so that alarms need no reference to the probes' stack.
 */
export function probeMetric(
  { identity, probe, region }: ProbeSource,
  metricName: 'Up' | 'Latency',
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: {
      Project: identity.project,
      Stage: identity.stage,
      Probe: probe,
      ...(region !== undefined && { Region: region }),
    },
    statistic: metricName === 'Up' ? 'Minimum' : 'Average',
    period,
  });
}
