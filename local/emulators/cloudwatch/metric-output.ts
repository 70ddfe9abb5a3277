import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import { pageOf } from '../pages.ts';
import { parseMetricQueries } from './alarm-definition.ts';
import type { TimeSeries } from './math-value.ts';
import { toLine } from './metric-alarm.ts';
import { fromDimensions, toDimensions } from './metric-identity.ts';
import { type MathSource, MetricMath } from './metric-math.ts';
import { hasDimensions, type MetricQuery, type Spans } from './metric-store.ts';
import { statisticNamed } from './statistic.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;
const MOST_STATISTICS_DATAPOINTS = 1_440;
const METRICS_A_PAGE = 500;

export function getMetricData(source: MathSource, input: Input): object {
  const queries = refusing(() => parseMetricQueries(input.MetricDataQueries ?? []));
  if (queries.length > MOST_QUERIES)
    throw invalid(`MetricDataQueries has more than ${MOST_QUERIES} entries.`);
  const math = refusing(() => new MetricMath(queries.map(toLine)));
  const periods = queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
  const longest = Math.max(...periods);
  const isDescending = input.ScanBy !== 'TimestampAscending';
  const results = queries
    .filter(({ ReturnData }) => ReturnData)
    .flatMap(({ Id, Label, MetricStat, Period = longest }) => {
      const spans = spansOf(input, MetricStat?.Period ?? Period, MOST_DATAPOINTS);
      const value = math.evaluate(source, spans)(Id);
      const label = Label ?? MetricStat?.Metric.MetricName ?? Id;
      if (value.kind === 'list') {
        const edges = math.isBand(Id) ? [' (expected, lower)', ' (expected, upper)'] : [];
        return value.items.map((points, i) =>
          result(Id, `${label}${edges[i] ?? ''}`, points, spans, isDescending),
        );
      }
      const points = value.kind === 'series' ? value.points : Array(spans.count).fill(value.value);
      return [result(Id, label, points, spans, isDescending)];
    });
  return { MetricDataResults: results, Messages: [] };
}

export function getMetricStatistics({ store }: MathSource, input: Input): object {
  const names: string[] = [...(input.Statistics ?? []), ...(input.ExtendedStatistics ?? [])];
  if (names.length === 0) {
    throw invalid(
      'Statistics or ExtendedStatistics is required.',
      'MissingRequiredParameterException',
    );
  }
  const spans = spansOf(input, input.Period, MOST_STATISTICS_DATAPOINTS);
  const query: MetricQuery = {
    namespace: input.Namespace,
    name: input.MetricName,
    dimensions: toDimensions(input.Dimensions),
    ...(input.Unit === undefined ? {} : { unit: input.Unit }),
  };
  const columns = names.map((name) =>
    store.read(
      query,
      refusing(() => statisticNamed(name)),
      spans,
    ),
  );
  const samples = store.samples(query, spans);
  const datapoints = samples.flatMap((count, i) =>
    count === 0
      ? []
      : [
          {
            Timestamp: new Date(spans.startMs + i * spans.periodMs),
            ...named(names, (name) => columns[names.indexOf(name)]?.[i]),
            Unit: input.Unit ?? 'None',
          },
        ],
  );
  return { Label: input.MetricName, Datapoints: datapoints };
}

export function listMetrics({ store }: MathSource, input: Input, nowMs: number): object {
  const wanted = store
    .list(nowMs)
    .filter(({ namespace }) => input.Namespace === undefined || namespace === input.Namespace)
    .filter(({ name }) => input.MetricName === undefined || name === input.MetricName)
    .filter(({ dimensions }) => hasDimensions(dimensions, input.Dimensions ?? []));
  const { items, nextToken } = pageOf(
    wanted,
    METRICS_A_PAGE,
    input.NextToken,
    'InvalidParameterValueException',
  );
  return {
    Metrics: items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: fromDimensions(dimensions),
    })),
    NextToken: nextToken,
  };
}

function named(names: readonly string[], lookUp: (name: string) => number | undefined): object {
  const isPercentile = (name: string) => name.startsWith('p');
  const pick = (picked: readonly string[]) =>
    Object.fromEntries(picked.map((name) => [name, lookUp(name)]));
  const percentiles = names.filter(isPercentile);
  return {
    ...pick(names.filter((name) => !isPercentile(name))),
    ...(percentiles.length > 0 ? { ExtendedStatistics: pick(percentiles) } : {}),
  };
}

function result(
  id: string,
  label: string,
  points: TimeSeries,
  spans: Spans,
  isDescending: boolean,
) {
  const found = points.flatMap((value, i) =>
    value === undefined ? [] : [{ at: new Date(spans.startMs + i * spans.periodMs), value }],
  );
  if (isDescending) found.reverse();
  return {
    Id: id,
    Label: label,
    Timestamps: found.map(({ at }) => at),
    Values: found.map(({ value }) => value),
    StatusCode: 'Complete',
  };
}

/** The periods from StartTime to EndTime, at round times: a period counts if it starts in between. */
function spansOf(input: Input, periodS: number, most: number): Spans {
  const periodMs = periodS * 1000;
  if (!(periodMs > 0)) throw invalid('Period must be above 0.');
  const startMs = Math.floor(Number(input.StartTime) / periodMs) * periodMs;
  const count = Math.ceil((Number(input.EndTime) - startMs) / periodMs);
  if (!(Number(input.StartTime) < Number(input.EndTime))) {
    throw invalid(
      'The parameter StartTime must be less than the parameter EndTime.',
      'ValidationException',
    );
  }
  if (count > most) {
    throw invalid(
      `${count} datapoints are asked for, at most ${most} are given.`,
      'InvalidParameterCombinationException',
    );
  }
  return { startMs, periodMs, count };
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new AwsError(
      'ValidationException',
      error instanceof Error ? error.message : String(error),
      {
        cause: error,
      },
    );
  }
}

function invalid(message: string, code = 'InvalidParameterValueException'): AwsError {
  return new AwsError(code, message);
}
