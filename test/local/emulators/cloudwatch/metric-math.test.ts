import * as fc from 'fast-check';
import { aggregateOf } from '../../../../local/emulators/cloudwatch/aggregate.ts';
import { BandModels } from '../../../../local/emulators/cloudwatch/band-models.ts';
import { type MathLine, MetricMath } from '../../../../local/emulators/cloudwatch/metric-math.ts';
import { MetricStore } from '../../../../local/emulators/cloudwatch/metric-store.ts';
import { statisticNamed } from '../../../../local/emulators/cloudwatch/statistic.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 23);

type Points = readonly (number | undefined)[];

const metricLine = (id: string): MathLine => ({
  id,
  metric: { namespace: 'N', name: id, dimensions: {} },
  statistic: statisticNamed('Sum'),
});

/** The value of `text` over metrics that are given as points, one a minute. */
function evaluate(text: string, metrics: Readonly<Record<string, Points>>) {
  const store = new MetricStore();
  for (const [name, points] of Object.entries(metrics)) {
    points.forEach((value, minute) => {
      if (value === undefined) return;
      const atMs = START_MS + minute * MINUTE_MS;
      const identity = { namespace: 'N', name, dimensions: {} };
      store.put(identity, { atMs, unit: 'None', measured: aggregateOf([value]) });
    });
  }
  const math = new MetricMath([...Object.keys(metrics).map(metricLine), { id: 'e', text }]);
  const count = Math.max(...Object.values(metrics).map(({ length }) => length));
  const spans = { startMs: START_MS, periodMs: MINUTE_MS, count };
  const value = math.evaluate({ store, bands: new BandModels() }, spans)('e');
  if (value.kind === 'series') return value.points;
  return value.kind === 'scalar' ? value.value : value.items;
}

const _ = undefined;
const m1 = [1, 2, _, 4];
const m2 = [10, _, _, 0];

test.each<[string, unknown]>([
  ['m1 + m2', [11, 2, _, 4]],
  ['m1 - m2', [-9, 2, _, 4]],
  ['m2 / m1', [10, 0, _, 0]],
  ['m1 / m2', [0.1, _, _, _]],
  ['m1 * 2 + 1', [3, 5, _, 9]],
  ['100 - m1', [99, 98, _, 96]],
  ['-m1', [-1, -2, _, -4]],
  ['2 ^ m1', [2, 4, _, 16]],
  ['m1 > 1', [0, 1, _, 1]],
  ['m1 >= 2 AND m2 == 0', [0, 0, _, 1]],
  ['m1 < 2 OR m2 == 0', [1, 0, _, 1]],
  ['m1 != 2 && m1 <= 3', [1, 0, _, 0]],
  ['m1 == 1 || m1 == 4', [1, 0, _, 1]],
  ['IF(m1 > 1, m1, 0)', [0, 2, _, 4]],
  ['IF(m1 > 1, m1)', [_, 2, _, 4]],
  ['IF(m2, 5, m1)', [5, _, _, 4]],
  ['FILL(m1, 0)', [1, 2, 0, 4]],
  ['FILL(m1, m2)', [1, 2, _, 4]],
  ['FILL(m2, m1)', [10, 2, _, 0]],
  ['SUM(METRICS())', [11, 2, _, 4]],
  ['AVG(METRICS())', [5.5, 2, _, 2]],
  ['MIN(METRICS())', [1, 2, _, 0]],
  ['MAX([m1, m2])', [10, 2, _, 4]],
  ['SUM(METRICS("m2"))', [10, _, _, 0]],
  ['SUM(FILL(METRICS(), 0))', [11, 2, 0, 4]],
  ['SUM(METRICS() * 2)', [22, 4, _, 8]],
  ['MAX(m1)', 4],
  ['AVG(m1)', 7 / 3],
  ['m1 / MAX(m1)', [0.25, 0.5, _, 1]],
  ['m1 / PERIOD(m1)', [1 / 60, 2 / 60, _, 4 / 60]],
  ['DIFF(m1)', [_, 1, _, 2]],
  ['RATE(m1)', [_, 1 / 60, _, 2 / 120]],
  ['ABS(m1 - 3)', [2, 1, _, 1]],
  ['(m1 + m2) * (m1 > 0)', [11, 2, _, 4]],
  ['1e1 + .5 * m1', [10.5, 11, _, 12]],
])('%s', (text, expected) => {
  expect(evaluate(text, { m1, m2 })).toEqual(expected);
});

test('an expression over expressions', () => {
  const lines = [metricLine('m1'), { id: 'twice', text: 'm1 * 2' }, { id: 'e', text: 'twice + 1' }];
  expect(new MetricMath(lines).kind('e')).toBe('series');
});

test.each<[string, string]>([
  ['m3 + 1', 'no metric or expression has the id m3'],
  ['e + 1', 'go in a circle: e -> e'],
  ['MEDIAN(m1)', 'the function MEDIAN is not emulated (known: ABS,'],
  ['constructor(m1)', 'the function CONSTRUCTOR is not emulated'],
  ['FILL(m1)', 'FILL does not take (series)'],
  ['FILL(m1, TOMORROW)', 'no metric or expression has the id TOMORROW'],
  ['m1 +', 'found its end'],
  ['(m1', ') expected, found its end'],
  ['m1 m2', 'found m2'],
  ['m1 $ 2', 'cannot read $ 2'],
  ['METRICS() + METRICS()', '+ cannot join two lists'],
  ['[m1, 1]', 'a list [...] holds time series only'],
  ["m1 + 'a'", "the text 'a' stands for no number"],
  ['ANOMALY_DETECTION_BAND(2)', 'ANOMALY_DETECTION_BAND does not take (scalar)'],
])('%s is refused', (text, message) => {
  expect(() => evaluate(text, { m1, m2 })).toThrow(message);
});

test('ids are checked', () => {
  expect(() => new MetricMath([metricLine('M1')])).toThrow('must start with a lowercase letter');
  expect(() => new MetricMath([metricLine('m1'), metricLine('m1')])).toThrow('is used twice');
});

test('any arithmetic over full series comes to what JavaScript makes of it', () => {
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('m1', 'm2', '2', '0.5'),
      fc
        .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '>', '<='), tie('expression'))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} - ${b} * 3 + 1)`),
    ),
  }));
  const points = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(expression, points, points, (text, one, two) => {
      const value = evaluate(`${text} + 0 * m1`, { m1: one, m2: two });
      const inJavaScript = new Function('m1', 'm2', `return Number(${text})`);
      expect(value).toEqual(one.map((a, i) => inJavaScript(a, two[i]) + 0 * a));
    }),
  );
});
