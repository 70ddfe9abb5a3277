import type { emitMetrics } from '../../../../functions/shared/metrics.ts';
import { createReaderMetrics } from '../../../../functions/toggles/reader/reader-metrics.ts';

type Line = Parameters<typeof emitMetrics>;

function createMetrics(dimensions: Line[1] | undefined = { Project: 'shop', Stage: 'prod' }) {
  let nowMs = 1_000_000;
  const lines: Line[] = [];
  const metrics = createReaderMetrics(
    dimensions,
    () => nowMs,
    (...line) => lines.push(line),
  );
  return {
    metrics,
    lines,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('a stale reader says so once a second at most, also when the clock is set back', () => {
  const { metrics, lines, pass } = createMetrics();
  metrics.countStale();
  pass(999);
  metrics.countStale();
  expect(lines).toHaveLength(1);
  pass(1);
  metrics.countStale();
  pass(-300_000);
  metrics.countStale();
  const dimensions = { Project: 'shop', Stage: 'prod' };
  const metric = { TogglesStale: { value: 1, unit: 'Count' } };
  expect(lines).toEqual([
    [1_000_000, dimensions, metric],
    [1_001_000, dimensions, metric],
    [701_000, dimensions, metric],
  ]);
});

test('says how many values were served', () => {
  const { metrics, lines } = createMetrics();
  metrics.countEvaluations(7);
  expect(lines).toMatchObject([[1_000_000, {}, { ToggleEvaluations: { value: 7 } }]]);
});

test('publishes nothing where nobody says whose function it is', () => {
  const lines: Line[] = [];
  const metrics = createReaderMetrics(undefined, Date.now, (...line) => lines.push(line));
  metrics.countStale();
  metrics.countEvaluations(1);
  expect(lines).toEqual([]);
});
