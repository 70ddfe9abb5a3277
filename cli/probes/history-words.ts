import { NO_FIGURES, plus } from '../../functions/probes/store/figures.ts';
import type { DayFigures, Figures } from '../../functions/probes/store/probe-store.ts';
import { columns, type Output } from '../output.ts';
import { availability, meanLatencyMs } from './figures-words.ts';
import type { ProbeHistory } from './history.ts';
import { incidentLine } from './incident-words.ts';
import type { PlacedResult } from './incidents.ts';
import { latencyWords } from './probe-words.ts';
import { DOWN, LEVELS, MAINTENANCE, NOTHING, sparkline, UNKNOWN } from './sparkline.ts';

export interface HistoryView {
  readonly probes: readonly ProbeHistory[];
  /** Of all of them, oldest first. */
  readonly results: readonly PlacedResult[];
  readonly from: Date;
  readonly now: Date;
  /** One was asked for by its name: its days are told. */
  readonly isOne: boolean;
  /** How many days were asked for. */
  readonly days: number;
}

/** Half an hour each. */
const PARTS = 48;

const LEGEND = [
  `half an hour each: ${LEVELS} latency, up to the slowest half hour's`,
  `${DOWN} down, ${UNKNOWN} not known, ${MAINTENANCE} maintenance, ${NOTHING} no result`,
].join('; ');

/** The last day of some probes, and their days, for people. */
export function historyLines(view: HistoryView, output: Output): readonly string[] {
  const { probes, now, isOne } = view;
  const hasRegions = new Set(view.results.map(({ region }) => region)).size > 1;
  const incidents = probes
    .flatMap((probe) => probe.incidents)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  return [
    ...overview(view, output),
    output.paint('dim', LEGEND),
    '',
    output.paint('bold', 'Incidents'),
    ...(incidents.length === 0 ? ['  none in the last 24 hours'] : []),
    ...incidents.map((incident) => `  ${incidentLine(incident, now, output, hasRegions)}`),
    ...(isOne ? daysOf(probes[0]?.days ?? [], output) : []),
  ];
}

function overview({ probes, results, from, now, days: count }: HistoryView, { paint }: Output) {
  const [head = '', ...body] = columns([
    ['PROBE', 'UP', 'LATENCY', 'SLOWEST', 'LAST 24 HOURS', `UP ${count} D`],
    ...probes.map(({ probe, figures, days }) => [
      probe,
      ...figureCells(figures),
      sparkline(
        results.filter((result) => result.probe === probe),
        from,
        now,
        PARTS,
      ),
      availability(days.reduce<Figures>(plus, NO_FIGURES)),
    ]),
  ]);
  return [paint('bold', head), ...body];
}

function daysOf(days: readonly DayFigures[], { paint }: Output): readonly string[] {
  if (days.length === 0) return ['', 'No day is complete yet: hours are added up as they end.'];
  const [head = '', ...body] = columns([
    ['DAY', 'UP', 'LATENCY', 'SLOWEST', 'DOWN', 'DEGRADED', 'UNKNOWN', 'MAINTENANCE'],
    ...days.map((day) => [
      day.day,
      ...figureCells(day),
      ...[day.down, day.degraded, day.unknown, day.inMaintenance].map(String),
    ]),
  ]);
  return ['', paint('bold', head), ...body];
}

function figureCells(figures: Figures): readonly string[] {
  const slowest = figures.latencies === 0 ? undefined : figures.slowestMs;
  return [availability(figures), latencyWords(meanLatencyMs(figures)), latencyWords(slowest)];
}
