import type { Spans, TimeSeries } from '../../../functions/alarms/time-series.ts';
import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import { parseMetricQueries } from './alarm-definition.ts';
import { toLine } from './metric-alarm.ts';
import { type MathSource, MetricMath } from './metric-math.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

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
      const spans = spansOf(input, MetricStat?.Period ?? Period);
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
function spansOf(input: Input, periodS: number): Spans {
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
  if (count > MOST_DATAPOINTS) {
    throw invalid(
      `${count} datapoints are asked for, at most ${MOST_DATAPOINTS} are given.`,
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
