import * as fc from 'fast-check';
import { judge } from '../../../functions/alarms/judgement.ts';
import { learnBands } from '../../../functions/alarms/learned-bands.ts';
import type { Recording } from '../../../functions/alarms/recording.ts';
import { replay } from '../../../functions/alarms/replay.ts';
import type { AlarmRule } from '../../../functions/alarms/rule.ts';
import { aggregateOf } from '../../../local/emulators/cloudwatch/aggregate.ts';
import { evaluateAlarm } from '../../../local/emulators/cloudwatch/alarm-evaluation.ts';
import { BandModels } from '../../../local/emulators/cloudwatch/band-models.ts';
import { MetricStore } from '../../../local/emulators/cloudwatch/metric-store.ts';
import { metricAlarm } from '../../support/alarm.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 2);

const ABOVE_50 = {
  kind: 'threshold',
  comparison: 'above',
  threshold: 50,
  datapointsToAlarm: 2,
  evaluationPeriods: 3,
  periodSeconds: 60,
  missingData: 'missing',
} as const satisfies AlarmRule;

function recordingWith(values: readonly (number | undefined)[], periodMs = MINUTE_MS): Recording {
  return { spans: { startMs: START_MS, periodMs, count: values.length }, values };
}

const minute = (count: number) => START_MS + count * MINUTE_MS;

test('an episode lasts from the period that decides to the one that ends it, and tells its peak', () => {
  expect(replay(recordingWith([1, 60, 1, 70, 90, 1, 1, 1]), ABOVE_50)).toEqual([
    { startMs: minute(4), endMs: minute(7), peak: 90, isOpen: false },
  ]);
});

test('what fires at the end lasts to the end', () => {
  expect(replay(recordingWith([1, 60, 70]), ABOVE_50)).toEqual([
    { startMs: minute(3), endMs: minute(3), peak: 70, isOpen: true },
  ]);
});

test('the peak of what is too low is the lowest', () => {
  const rule = { ...ABOVE_50, comparison: 'atMost', threshold: 5 } as const;
  expect(replay(recordingWith([9, 5, 4, 2, 9, 9]), rule)).toMatchObject([{ peak: 2 }]);
});

test('of an incident in the data a band learns nothing for the time before it', () => {
  const values = Array.from({ length: 24 * 14 }, (_, hour) =>
    hour > 300 ? 900 : 100 + (hour % 3),
  );
  const recording = recordingWith(values, 60 * MINUTE_MS);
  const learnMs = 3 * 24 * 60 * MINUTE_MS;
  const whole = learnBands(recording, { learnMs });
  const calm = learnBands(recordingWith(values.slice(0, 300), 60 * MINUTE_MS), { learnMs });
  expect(whole.centres.slice(0, 300)).toEqual(calm.centres);
  expect(whole.deviations.slice(0, 300)).toEqual(calm.deviations);
  expect(whole.centres.findIndex((centre) => !Number.isNaN(centre))).toBe(72);
});

test('a band that has learned nothing never fires', () => {
  const rule: AlarmRule = { ...ABOVE_50, kind: 'band', deviations: 3, side: 'either' };
  const recording = recordingWith([1, 900, 1, 900]);
  expect(replay(recording, rule, learnBands(recording, { learnMs: 0 }))).toEqual([]);
});

const rules = fc
  .record({
    datapointsToAlarm: fc.integer({ min: 1, max: 4 }),
    more: fc.integer({ min: 0, max: 3 }),
    missingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
  })
  .map(({ more, ...rule }) => ({
    ...ABOVE_50,
    ...rule,
    evaluationPeriods: rule.datapointsToAlarm + more,
  }));

const gappy = fc.array(fc.constantFrom(1, 50, 51, 99, undefined), { minLength: 1, maxLength: 40 });

test('fires exactly when the local CloudWatch does', () => {
  fc.assert(
    fc.property(gappy, rules, (values, rule) => {
      const alarm = metricAlarm({
        EvaluationPeriods: rule.evaluationPeriods,
        DatapointsToAlarm: rule.datapointsToAlarm,
        TreatMissingData: rule.missingData,
      });
      const source = { store: new MetricStore(), bands: new BandModels() };
      const line = { namespace: 'Afterprod', name: 'Latency', dimensions: { Probe: 'home' } };
      values.forEach((value, i) => {
        if (value !== undefined) {
          source.store.put(line, { atMs: minute(i), unit: 'None', measured: aggregateOf([value]) });
        }
      });
      let isFiring = false;
      const fired = values.map((_, i) => {
        const { judgement } = evaluateAlarm(alarm, source, minute(i + 1));
        isFiring = judgement === 'keep' ? isFiring : judgement === 'ALARM';
        return isFiring;
      });
      expect(firedIn(recordingWith(values), rule)).toEqual(fired);
    }),
    { numRuns: 150 },
  );
});

test('counting as it goes decides as the judgement of each window does', () => {
  fc.assert(
    fc.property(gappy, rules, (values, rule) => {
      const range = rule.evaluationPeriods + Math.max(Math.floor(rule.evaluationPeriods / 3), 2);
      let isFiring = false;
      const fired = values.map((_, i) => {
        const window = Array.from({ length: range }, (_, back) => values[i - back]);
        const state = judge(
          window.map((value) => (value === undefined ? undefined : value > 50)),
          rule,
        );
        isFiring = state === 'keep' ? isFiring : state === 'ALARM';
        return isFiring;
      });
      expect(firedIn(recordingWith(values), rule)).toEqual(fired);
    }),
  );
});

/** Whether it fires at the end of each minute. */
function firedIn(recording: Recording, rule: AlarmRule): readonly boolean[] {
  const episodes = replay(recording, rule);
  return recording.values.map((_, i) =>
    episodes.some(
      ({ startMs, endMs, isOpen }) => startMs <= minute(i + 1) && (isOpen || endMs > minute(i + 1)),
    ),
  );
}
