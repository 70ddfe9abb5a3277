import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import { type Aggregate, aggregateOf } from './aggregate.ts';
import { toDimensions } from './metric-identity.ts';
import type { Measurement, MetricStore } from './metric-store.ts';
import { isMetricTime } from './metric-time.ts';

const MOST_DATA = 1_000;
const MOST_VALUES = 150;
const MOST_DIMENSIONS = 30;
const KEPT_MS = 14 * 24 * 3_600_000;

/**
 * Takes the input of `PutMetricData`. Unlike CloudWatch it also takes times far ahead (CloudWatch: two hours), so that
 * two weeks can be loaded at once and time then be driven through them.
 */
export function putMetricData(store: MetricStore, input: Input, nowMs: number): void {
  const { Namespace = '', MetricData = [] } = input;
  if (Namespace === '') throw invalid('The parameter Namespace is required.');
  if (MetricData.length > MOST_DATA)
    throw invalid(`MetricData has more than ${MOST_DATA} entries.`);
  const puts = MetricData.map((datum: Input, i: number) => ({
    identity: {
      namespace: Namespace,
      name: checkedName(datum.MetricName, i),
      dimensions: checkedDimensions(datum.Dimensions, i),
    },
    measurement: toMeasurement(datum, i, nowMs),
  }));
  for (const { identity, measurement } of puts) store.put(identity, measurement);
}

function toMeasurement(datum: Input, i: number, nowMs: number): Measurement {
  return {
    atMs: checkedTimeMs(datum.Timestamp, i, nowMs),
    unit: String(datum.Unit ?? 'None'),
    measured: measuredIn(datum, `MetricData.member.${i + 1}`),
    isHighResolution: datum.StorageResolution === 1,
  };
}

function checkedTimeMs(timestamp: unknown, i: number, nowMs: number): number {
  const atMs = timestamp instanceof Date ? timestamp.getTime() : nowMs;
  const place = `MetricData.member.${i + 1}.Timestamp`;
  if (!isMetricTime(atMs)) throw invalid(`${place} is no date of the years 1970 to 9999.`);
  if (atMs < nowMs - KEPT_MS) throw invalid(`${place} is more than two weeks past.`);
  return atMs;
}

function measuredIn({ Value, Values, Counts, StatisticValues }: Input, place: string): Aggregate {
  if (StatisticValues !== undefined) throw invalid(`${place}.StatisticValues is not emulated.`);
  if ((Value === undefined) === (Values === undefined)) {
    throw invalid(
      `${place} must have one of Value and Values.`,
      'InvalidParameterCombinationException',
    );
  }
  const values: number[] = Values ?? [Value];
  if (Counts !== undefined && Counts.length !== values.length) {
    throw invalid(`${place}.Counts must be as long as Values.`);
  }
  if (values.length > MOST_VALUES) throw invalid(`${place}.Values is longer than ${MOST_VALUES}.`);
  if (![...values, ...(Counts ?? [])].every(Number.isFinite)) {
    throw invalid(`${place} has a value that is no finite number.`);
  }
  return aggregateOf(values, Counts);
}

function checkedName(name: unknown, i: number): string {
  if (typeof name === 'string' && name !== '') return name;
  throw invalid(`The parameter MetricData.member.${i + 1}.MetricName is required.`);
}

function checkedDimensions(list: Input, i: number) {
  const dimensions = list ?? [];
  if (dimensions.length > MOST_DIMENSIONS) {
    throw invalid(
      `MetricData.member.${i + 1}.Dimensions has more than ${MOST_DIMENSIONS} entries.`,
    );
  }
  if (dimensions.some(({ Name, Value }: Input) => !Name || !Value)) {
    throw invalid(`MetricData.member.${i + 1}.Dimensions has an entry without Name or Value.`);
  }
  return toDimensions(dimensions);
}

function invalid(message: string, code = 'InvalidParameterValueException'): AwsError {
  return new AwsError(code, message);
}
