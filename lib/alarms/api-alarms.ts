import { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { errorPercent } from './error-percent.ts';
import type { RequestRules } from './request-rules.ts';
import { MINUTE, type Watching } from './watching.ts';

/** What a `RestApi` and an `HttpApi` have in common. */
export interface WatchedApi {
  metricServerError(options?: MetricOptions): Metric;
  metricCount(options?: MetricOptions): Metric;
  metricLatency(options?: MetricOptions): Metric;
}

/** Errors that callers cannot cause, and latency. */
export function watchApi(
  watching: Watching,
  api: WatchedApi,
  { errorsAbove, leastRequests, severity = 'page', slowMs }: RequestRules,
): void {
  const sum = { period: MINUTE, statistic: 'Sum' };
  watching.limit({
    what: 'errors',
    sentence: `More than ${errorsAbove} % of at least ${leastRequests} requests in a minute are answered 5xx, 3 minutes of 5: look what changed last, a release or a toggle, and read the log of what answers.`,
    severity,
    metric: errorPercent(
      { errors: api.metricServerError(sum), requests: api.metricCount(sum) },
      leastRequests,
      MINUTE,
    ),
    above: errorsAbove,
    points: [3, 5],
  });
  watching.usual({
    what: 'latency',
    sentence:
      'Requests are answered more slowly than is usual for this hour: look whether the function behind, or what it calls, is slow.',
    metric: api.metricLatency({ period: Duration.minutes(5), statistic: 'p50' }),
    standInAbove: slowMs,
  });
}
