import { type Aggregate, aggregateOf } from './aggregate.ts';
import type { Dimensions, MetricIdentity } from './metric-identity.ts';
import { isMetricTime } from './metric-time.ts';

const MOST_VALUES = 100;

/** One metric value of a log line in embedded metric format. */
export interface EmbeddedMetric extends MetricIdentity {
  readonly unit: string;
  readonly measured: Aggregate;
  readonly isHighResolution: boolean;
}

/** One `CloudWatchMetrics` directive of the line, for people: the values under its most detailed dimensions. */
export interface EmbeddedDirective {
  readonly namespace: string;
  readonly dimensions: Dimensions;
  readonly values: Readonly<Record<string, number>>;
}

export interface EmbeddedMetrics {
  readonly atMs: number;
  readonly metrics: readonly EmbeddedMetric[];
  readonly directives: readonly EmbeddedDirective[];
  readonly record: Readonly<Record<string, unknown>>;
  /** What of the line CloudWatch would drop without a word, and why. */
  readonly flaws: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a log line in embedded metric format; undefined for any other line. */
export function readEmbeddedMetrics(line: string): EmbeddedMetrics | undefined {
  const record = line.includes('"_aws"') ? parsedObject(line) : undefined;
  const meta = record && asObject(record['_aws']);
  if (!record || !meta || !Array.isArray(meta['CloudWatchMetrics'])) return undefined;
  const flaws: string[] = [];
  const atMs = meta['Timestamp'];
  if (typeof atMs !== 'number' || !isMetricTime(atMs)) {
    const flaw = `_aws.Timestamp is no ${typeof atMs === 'number' ? 'time in epoch milliseconds' : 'number'}`;
    return { atMs: 0, metrics: [], directives: [], record, flaws: [flaw] };
  }
  const read = meta['CloudWatchMetrics'].map((directive) =>
    readDirective(asObject(directive) ?? {}, record, flaws),
  );
  return {
    atMs,
    record,
    flaws,
    metrics: read.flatMap(({ metrics }) => metrics),
    directives: read.map(({ directive }) => directive),
  };
}

function readDirective(directive: Json, record: Json, flaws: string[]) {
  const namespace = String(directive['Namespace'] ?? '');
  if (namespace === '') flaws.push('a directive has no Namespace');
  const sets = listOf(directive['Dimensions']).map((set) => readDimensions(set, record, flaws));
  const dimensionSets = sets.length > 0 ? sets : [{}];
  const definitions = namespace === '' ? [] : listOf(directive['Metrics']);
  const measured = definitions.flatMap((definition) => readMetric(definition, record, flaws));
  const metrics = dimensionSets
    .filter((dimensions) => dimensions !== undefined)
    .flatMap((dimensions) => measured.map((metric) => ({ ...metric, namespace, dimensions })));
  const values = measured.map(({ name, measured: { sum, count } }) => [name, sum / count] as const);
  return {
    metrics,
    directive: {
      namespace,
      dimensions: mostDetailed(dimensionSets),
      values: Object.fromEntries(values),
    },
  };
}

/** A set that names a member the line does not have is dropped whole. */
function readDimensions(set: unknown, record: Json, flaws: string[]): Dimensions | undefined {
  const names = listOf(set).map(String);
  const missing = names.find(
    (name) => !['string', 'number', 'boolean'].includes(typeof record[name]),
  );
  if (missing === undefined)
    return Object.fromEntries(names.map((name) => [name, String(record[name])]));
  flaws.push(`the dimension ${missing} has no value`);
  return undefined;
}

function readMetric(definition: unknown, record: Json, flaws: string[]) {
  const { Name, Unit = 'None', StorageResolution } = asObject(definition) ?? {};
  const name = String(Name ?? '');
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  const values = Array.isArray(value) ? value : [value];
  const isUsable =
    values.length > 0 && values.length <= MOST_VALUES && values.every(Number.isFinite);
  if (!isUsable) {
    flaws.push(`the metric ${name} is neither a number nor a list of up to ${MOST_VALUES} numbers`);
    return [];
  }
  const isHighResolution = StorageResolution === 1;
  return [{ name, unit: String(Unit), measured: aggregateOf(values), isHighResolution }];
}

function mostDetailed(sets: readonly (Dimensions | undefined)[]): Dimensions {
  const size = (set: Dimensions | undefined) => Object.keys(set ?? {}).length;
  return sets.reduce<Dimensions>((best, set) => (size(set) > size(best) ? (set ?? {}) : best), {});
}

function parsedObject(line: string): Json | undefined {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Json | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
