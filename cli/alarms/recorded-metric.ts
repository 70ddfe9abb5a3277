import {
  type CloudWatchClient,
  type MessageData,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { CliError } from '../cli-error.ts';
import { Progress } from '../progress.ts';
import { Points } from './points.ts';

const MINUTE_S = 60;
const DAY_S = 86_400;

/** How long CloudWatch keeps points of a period that is at least so long. */
const KEPT_DAYS = [
  [3_600, 455],
  [300, 63],
  [MINUTE_S, 15],
] as const;
const SHORT_KEPT_S = 3 * 3_600;

export interface RecordedQuery {
  readonly queries: readonly MetricDataQuery[];
  readonly watchedId: string;
  readonly periodSeconds: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What CloudWatch recorded, all pages of it. */
export async function recordedMetric(
  client: CloudWatchClient,
  query: RecordedQuery,
  progress = new Progress(),
): Promise<Points> {
  checkKept(query);
  const points = new Points();
  const pages = paginateGetMetricData(
    { client },
    {
      MetricDataQueries: [...query.queries],
      StartTime: new Date(query.fromMs),
      EndTime: new Date(query.toMs),
      ScanBy: 'TimestampAscending',
    },
  );
  try {
    for await (const { MetricDataResults = [], Messages = [] } of pages) {
      for (const { Id, Timestamps = [], Values = [], StatusCode } of MetricDataResults) {
        if (Id !== query.watchedId) continue;
        refuseFailed(StatusCode, Messages);
        for (const [i, at] of Timestamps.entries()) addPoint(points, at, Values[i]);
      }
      progress.tell(`read ${points.count} points of CloudWatch`);
    }
  } finally {
    progress.end();
  }
  return points;
}

function addPoint(points: Points, at: Date, value: number | undefined): void {
  if (value !== undefined && Number.isFinite(value)) points.add(at.getTime(), value);
}

function refuseFailed(status: string | undefined, messages: readonly MessageData[]): void {
  if (status !== 'InternalError' && status !== 'Forbidden') return;
  const why = messages.map(({ Value }) => Value).join(' ') || 'no reason given';
  throw new CliError(`CloudWatch could not read the metric: ${status} (${why}). Try again.`);
}

/** Asked for what it no longer has, CloudWatch answers less without a word. */
function checkKept({ periodSeconds, fromMs, toMs }: RecordedQuery): void {
  const wantedS = Math.round((toMs - fromMs) / 1000);
  const keptDays = KEPT_DAYS.find(([period]) => periodSeconds >= period)?.[1];
  const keptS = keptDays === undefined ? SHORT_KEPT_S : keptDays * DAY_S;
  if (wantedS <= keptS) return;
  const kept = keptDays === undefined ? '3 h' : `${keptDays} d`;
  throw new CliError(
    `CloudWatch keeps points of ${periodSeconds} s for ${kept}. Give a longer --period, or less --history.`,
    { exitCode: 2 },
  );
}
