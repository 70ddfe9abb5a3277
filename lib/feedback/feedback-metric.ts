import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Identity } from '../identity.ts';

/** What triage publishes: how much feedback came in, and how much of it complains; of the stage or of one cohort. */
export function feedbackMetric(
  { project, stage }: Identity,
  metricName: 'Feedback' | 'NegativeFeedback',
  period: Duration,
  cohort?: 'current' | 'previous',
): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: { Project: project, Stage: stage, ...(cohort && { Cohort: cohort }) },
    statistic: 'Sum',
    period,
  });
}
