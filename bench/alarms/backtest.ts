import { backtest } from '../../functions/alarms/backtest.ts';
import { learnBands } from '../../functions/alarms/learned-bands.ts';
import type { Recording } from '../../functions/alarms/recording.ts';
import type { AlarmRule } from '../../functions/alarms/rule.ts';
import { type Figure, median } from '../report.ts';

const RUNS = 5;
const SERIES = 24;
const DAY_MS = 86_400_000;
const PERIOD_MS = 300_000;
const COUNT = (14 * DAY_MS) / PERIOD_MS;
const START_MS = Date.UTC(2026, 10, 2);
const MOST_SECONDS = 5;

const RULE: AlarmRule = {
  kind: 'band',
  deviations: 3,
  side: 'above',
  datapointsToAlarm: 3,
  evaluationPeriods: 5,
  periodSeconds: PERIOD_MS / 1000,
  missingData: 'missing',
};

/** Two weeks at five minutes of 24 series, through a band that is learned anew each day. */
export function backtestFigures(): readonly Figure[] {
  const recordings = Array.from({ length: SERIES }, (_, series) => recordingOf(series));
  const seconds = Array.from({ length: RUNS }, () => secondsOf(recordings));
  return [
    {
      name: `backtest of ${SERIES} series, 14 days at 5 min`,
      value: median(seconds),
      unit: 's',
      budget: { atMost: MOST_SECONDS },
    },
  ];
}

function secondsOf(recordings: readonly Recording[]): number {
  const startedMs = performance.now();
  const found = recordings.map((recording) => {
    const bands = learnBands(recording, { learnMs: 3 * DAY_MS });
    const judgedFromMs = START_MS + 3 * DAY_MS;
    return backtest(RULE, { recording, bands, incidents: [], judgedFromMs }).episodes.length;
  });
  const seconds = (performance.now() - startedMs) / 1000;
  if (found.some((episodes) => episodes === 0)) throw new Error('A series raised no alarm');
  return seconds;
}

/** A day's swing, something like noise, and an hour of trouble in the second week. */
function recordingOf(series: number): Recording {
  const values = Array.from({ length: COUNT }, (_, i) => {
    const hour = ((i * PERIOD_MS) % DAY_MS) / 3_600_000;
    const swing = 100 + series + 50 * Math.cos((2 * Math.PI * (hour - 14)) / 24);
    const noise = 1 + 0.1 * Math.sin(i * 12.9898 + series * 78.233);
    return swing * noise * (i >= 2_500 && i < 2_512 ? 3 : 1);
  });
  return { spans: { startMs: START_MS, periodMs: PERIOD_MS, count: COUNT }, values };
}
