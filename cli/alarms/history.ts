import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { naturalPeriod } from '../../functions/alarms/natural-period.ts';
import { type Combine, type Recording, recordingOf } from '../../functions/alarms/recording.ts';
import type { AlarmRule } from '../../functions/alarms/rule.ts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { spoken } from '../duration.ts';
import { nowMs } from '../target-time.ts';
import { type ReplayedAlarm, replayedAlarm } from './alarm-replayed.ts';
import type { HistoryOptions } from './history-options.ts';
import { metricNamed } from './metric-name.ts';
import { readCsv } from './read-csv.ts';
import { recordedMetric } from './recorded-metric.ts';

/** What is replayed. */
export interface History {
  /** The file, the metric or the alarm. */
  readonly name: string;
  readonly recording: Recording;
  readonly points: number;
  /** What was found to be odd in it. */
  readonly notes: readonly string[];
  /** The alarm's own rule, where one was named. */
  readonly rule?: AlarmRule;
  /** As settings name it: without project and stage. */
  readonly alarm?: string;
}

const DEFAULT_PERIOD_S = 300;
const DEFAULT_HISTORY_MS = 14 * 86_400_000;

/** Reads it from where the options say: a file, a metric of CloudWatch, an alarm's own metrics. */
export async function readHistory(
  file: string | undefined,
  options: HistoryOptions,
  context: CommandContext,
): Promise<History> {
  const isCloudWatch = options.from?.toLowerCase() === 'cloudwatch';
  const path = file ?? (isCloudWatch ? undefined : options.from);
  const named = [path, options.metric, options.alarm].filter((each) => each !== undefined);
  if (named.length !== 1 || (isCloudWatch && file !== undefined)) throw ambiguous(named.length);
  if (path !== undefined) {
    if (options.history !== undefined) throw notOfFiles();
    return fromFile(path, options);
  }
  return fromCloudWatch(options, context);
}

function ambiguous(count: number): CliError {
  const what = count === 0 ? 'Nothing says what to replay' : 'Only one history can be replayed';
  return new CliError(`${what}: give a CSV file, --metric or --alarm.`, { exitCode: 2 });
}

function notOfFiles(): CliError {
  return new CliError('--history is of CloudWatch: a file is replayed whole. Leave it out.', {
    exitCode: 2,
  });
}

async function fromFile(file: string, options: HistoryOptions): Promise<History> {
  const { points, withoutValue, outOfOrder } = await readCsv(file, options.timeZone);
  const periodSeconds = options.period ?? naturalPeriod(points.timesMs);
  const finestMs = finestGap(points.timesMs);
  const isTooFine = periodSeconds * 1000 < finestMs && withoutValue === 0; // lines without a value have their place
  if (isTooFine) throw tooFine(file, finestMs);
  const recording = recorded(() =>
    recordingOf(points, periodSeconds * 1000, combining(options.stat)),
  );
  const filled = recording.values.filter((value) => value !== undefined).length;
  return {
    name: file,
    recording,
    points: points.count,
    notes: [
      counted(withoutValue, 'line without a value', 'lines without a value'),
      counted(outOfOrder, 'point out of order', 'points out of order'),
      counted(
        points.count - filled,
        'point shares its period with another: they count as one',
        'points share a period with another: they count as one',
      ),
      counted(recording.spans.count - filled, 'period without a point', 'periods without a point'),
      endOf(recording) > Date.now() + 300_000
        ? 'the last point lies in the future: is its time zone right?'
        : '',
    ].filter((note) => note !== ''),
  };
}

/** The shortest time between two points; 0 where there are not two. */
function finestGap(timesMs: Float64Array): number {
  const sorted = timesMs.slice().sort();
  let finest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i += 1) {
    const gap = (sorted[i] ?? 0) - (sorted[i - 1] ?? 0);
    if (gap > 0 && gap < finest) finest = gap;
  }
  return Number.isFinite(finest) ? finest : 0;
}

function tooFine(file: string, finestMs: number): CliError {
  return new CliError(
    `${file} has a point each ${spoken(finestMs)}: a shorter --period would have gaps between all of them. Leave it out, or give a longer one.`,
    { exitCode: 2 },
  );
}

function counted(count: number, one: string, many: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function endOf({ spans }: Recording): number {
  return spans.startMs + spans.count * spans.periodMs;
}

function combining(stat = 'average'): Combine {
  const known = (['average', 'maximum', 'minimum', 'sum'] as const).find(
    (each) => each === stat.toLowerCase(),
  );
  if (known) return known;
  throw new CliError(
    `--stat ${stat} cannot be made of a file's points: choose Average, Maximum, Minimum or Sum.`,
    { exitCode: 2 },
  );
}

async function fromCloudWatch(options: HistoryOptions, context: CommandContext): Promise<History> {
  const where = await context.target();
  const client = new CloudWatchClient(where.client);
  const replayed = options.alarm
    ? await alarmNamed(client, options.alarm, where.prefix)
    : plainMetric(options);
  const periodSeconds = options.period ?? replayed.rule?.periodSeconds ?? DEFAULT_PERIOD_S;
  const toMs = Math.floor((await nowMs(where)) / (periodSeconds * 1000)) * periodSeconds * 1000;
  const points = await recordedMetric(client, {
    queries: replayed.queries.map((query) => withPeriod(query, periodSeconds)),
    watchedId: replayed.watchedId,
    periodSeconds,
    fromMs: toMs - (options.history ?? DEFAULT_HISTORY_MS),
    toMs,
  });
  const name = options.alarm ?? options.metric ?? '';
  if (points.count === 0) throw new CliError(`CloudWatch has no points of ${name} in that time.`);
  const recording = recorded(() => recordingOf(points, periodSeconds * 1000, 'average'));
  return {
    name,
    recording,
    points: points.count,
    notes: [
      ...replayed.notes,
      periodNote(replayed.rule?.periodSeconds, periodSeconds),
      counted(
        recording.spans.count - points.count,
        'period without a point',
        'periods without a point',
      ),
    ].filter((note) => note !== ''),
    ...(replayed.rule && { rule: { ...replayed.rule, periodSeconds } }),
    ...(options.alarm && { alarm: shortName(options.alarm, where.prefix) }),
  };
}

function periodNote(own: number | undefined, replayed: number): string {
  if (own === undefined || own === replayed) return '';
  return `the alarm has points of ${spoken(own * 1000)}, the replay of ${spoken(replayed * 1000)}: leave --period out to judge as it does`;
}

function plainMetric({ metric = '', stat = 'Average' }: HistoryOptions): {
  readonly queries: ReplayedAlarm['queries'];
  readonly watchedId: string;
  readonly rule?: AlarmRule;
  readonly notes: readonly string[];
} {
  const MetricStat = { Metric: metricNamed(metric), Period: DEFAULT_PERIOD_S, Stat: stat };
  return { queries: [{ Id: 'm1', MetricStat }], watchedId: 'm1', notes: [] };
}

/** By its whole name, or by that in the settings. */
async function alarmNamed(
  client: CloudWatchClient,
  name: string,
  prefix: string,
): Promise<ReplayedAlarm> {
  const AlarmNames = [name, `${prefix}${name}`];
  const AlarmTypes: ('MetricAlarm' | 'CompositeAlarm')[] = ['MetricAlarm', 'CompositeAlarm'];
  const found = await client.send(new DescribeAlarmsCommand({ AlarmNames, AlarmTypes }));
  const [alarm] = found.MetricAlarms ?? [];
  if (alarm) return replayedAlarm(alarm);
  const isComposite = (found.CompositeAlarms ?? []).length > 0;
  throw new CliError(
    isComposite
      ? `${name} is a composite of other alarms and has no metric: replay those. afterprod alarms list names them.`
      : `There is no alarm ${name}. afterprod alarms list names them.`,
  );
}

function shortName(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function withPeriod(
  query: ReplayedAlarm['queries'][number],
  Period: number,
): ReplayedAlarm['queries'][number] {
  if (query.MetricStat) return { ...query, MetricStat: { ...query.MetricStat, Period } };
  return query;
}

function recorded(read: () => Recording): Recording {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
