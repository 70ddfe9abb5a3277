import type { Transition, WatchedMetric } from '../transition.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { textIn } from './transition-fields.ts';

type Watched = Pick<Transition, 'metric' | 'madeOf'>;

/** Of an SNS message's `Trigger`. */
export function metricOfTrigger(value: unknown): Watched {
  const trigger = jsonObject(value);
  if (!trigger) return {};
  const metrics = trigger['Metrics'];
  if (!Array.isArray(metrics)) return oneOrMore([ofTrigger(trigger)]);
  return oneOrMore(
    metrics.map((query) => {
      const stat = jsonObject(jsonObject(query)?.['MetricStat']);
      const metric = jsonObject(stat?.['Metric']);
      return (
        stat &&
        metric &&
        watched(
          { namespace: metric['Namespace'], name: metric['MetricName'] },
          pairsOf(metric['Dimensions']),
          { statistic: stat['Stat'], period: stat['Period'] },
        )
      );
    }),
  );
}

/** Of the `configuration` of EventBridge's event: the same in other words. */
export function metricOfEvent({ metrics }: JsonObject): Watched {
  if (!Array.isArray(metrics)) return {};
  return oneOrMore(
    metrics.map((query) => {
      const stat = jsonObject(jsonObject(query)?.['metricStat']);
      const metric = jsonObject(stat?.['metric']);
      return (
        stat &&
        metric &&
        watched(
          { namespace: metric['namespace'], name: metric['name'] },
          Object.entries(jsonObject(metric['dimensions']) ?? {}),
          { statistic: stat['stat'], period: stat['period'] },
        )
      );
    }),
  );
}

/** As messages write a statistic. */
const STATISTICS: Readonly<Record<string, string>> = {
  AVERAGE: 'Average',
  SUM: 'Sum',
  MINIMUM: 'Minimum',
  MAXIMUM: 'Maximum',
  SAMPLE_COUNT: 'SampleCount',
};

function ofTrigger(trigger: JsonObject): WatchedMetric | undefined {
  const statistic = textIn(trigger['Statistic']);
  return watched(
    { namespace: trigger['Namespace'], name: trigger['MetricName'] },
    pairsOf(trigger['Dimensions']),
    {
      statistic: statistic === '' ? trigger['ExtendedStatistic'] : STATISTICS[statistic],
      period: trigger['Period'],
    },
  );
}

function oneOrMore(metrics: readonly (WatchedMetric | undefined)[]): Watched {
  const known = metrics.filter((metric) => metric !== undefined);
  const [metric] = known;
  if (!metric) return {};
  return known.length === 1 ? { metric } : { madeOf: known };
}

function watched(
  { namespace, name }: { readonly namespace: unknown; readonly name: unknown },
  dimensions: readonly (readonly [string, unknown])[],
  { statistic, period }: { readonly statistic: unknown; readonly period: unknown },
): WatchedMetric | undefined {
  const texts = [namespace, name, statistic].map(textIn);
  const [ofSpace = '', ofName = '', ofStatistic = ''] = texts;
  if (texts.includes('') || typeof period !== 'number' || !(period > 0)) return undefined;
  return {
    namespace: ofSpace,
    name: ofName,
    dimensions: Object.fromEntries(dimensions.map(([key, value]) => [key, textIn(value)])),
    statistic: ofStatistic,
    periodSeconds: period,
  };
}

/** `[{ value, name }]`. */
function pairsOf(list: unknown): readonly (readonly [string, unknown])[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.map((entry) => {
    const { name, value } = jsonObject(entry) ?? {};
    return [textIn(name), value] as const;
  });
}
