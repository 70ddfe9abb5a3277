import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';

/** Errors among requests, in percent; no figure of fewer than `least` requests, of which one error says nothing. */
export function errorPercent(
  counts: { readonly errors: IMetric; readonly requests: IMetric },
  least: number,
  period: Duration,
): MathExpression {
  return new MathExpression({
    expression: `IF(requests >= ${least}, 100 * errors / requests)`,
    label: 'Errors, percent',
    usingMetrics: { ...counts },
    period,
  });
}
