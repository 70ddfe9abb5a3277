import { backtest } from '../../../functions/alarms/backtest.ts';
import { learnBands } from '../../../functions/alarms/learned-bands.ts';
import { suggest } from '../../../functions/alarms/suggest.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 10, 2);
const PERIOD_MS = 300_000;

const incident = { fromMs: START_MS + 8 * DAY_MS, toMs: START_MS + 8 * DAY_MS + HOUR_MS };
const spike = { fromMs: START_MS + 5 * DAY_MS, toMs: START_MS + 5 * DAY_MS + 6 * PERIOD_MS };

/** Two weeks at 100, a little up and down; twice as much while something was wrong. */
const values = Array.from({ length: (14 * DAY_MS) / PERIOD_MS }, (_, i) => {
  const atMs = START_MS + i * PERIOD_MS;
  const isIn = [incident, spike].some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  return 100 + (i % 5) + (isIn ? 100 : 0);
});
const recording = {
  spans: { startMs: START_MS, periodMs: PERIOD_MS, count: values.length },
  values,
};
const input = {
  recording,
  bands: learnBands(recording, { learnMs: 3 * DAY_MS }),
  judgedFromMs: START_MS + 3 * DAY_MS,
};
const common = { side: 'above', periodSeconds: 300, missingData: 'missing' } as const;
const rule = {
  ...common,
  kind: 'threshold',
  comparison: 'above',
  threshold: 150,
  datapointsToAlarm: 2,
  evaluationPeriods: 3,
} as const;

test('an alarm in a known incident is right, any other is false; the delay is counted from its begin', () => {
  expect(backtest(rule, { ...input, incidents: [incident] })).toMatchObject({
    episodes: [{ peak: 204 }, { peak: 204 }],
    falsePerWeek: 7 / 11,
    missed: [],
    delayMs: 2 * PERIOD_MS,
  });
});

test('an incident that raised nothing is missed', () => {
  const blind = { ...rule, threshold: 900 };
  expect(backtest(blind, { ...input, incidents: [incident] }).missed).toEqual([incident]);
});

test('incidents before the judged time count for nothing', () => {
  const early = { fromMs: START_MS, toMs: START_MS + HOUR_MS };
  expect(backtest(rule, { ...input, incidents: [early] })).toMatchObject({ missed: [] });
});

test('proposes only what stays within the budget, a band first, never 1 of 1 of a band', () => {
  const incidents = [incident, spike];
  const { proposals, tried } = suggest({ ...input, incidents }, common, 0);
  expect(tried).toBeGreaterThan(proposals.length);
  expect(proposals[0]).toMatchObject({ rule: { kind: 'band' }, missed: [], falsePerWeek: 0 });
  expect(proposals.every(({ falsePerWeek }) => falsePerWeek === 0)).toBe(true);
  const bands = proposals.filter((each) => each.rule.kind === 'band');
  expect(bands.every((each) => each.rule.evaluationPeriods > 1)).toBe(true);
});

test('where no incident is known all alarms are false, and the most sensitive within the budget is the best', () => {
  const { proposals, quietest } = suggest({ ...input, incidents: [] }, common, 1.5);
  const deviations = proposals.flatMap((each) =>
    each.rule.kind === 'band' ? [each.rule.deviations] : [],
  );
  expect(deviations).toEqual(deviations.toSorted((a, b) => a - b));
  expect(quietest?.falsePerWeek).toBe(0);
});
