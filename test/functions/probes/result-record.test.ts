import type { ProbeResult } from '../../../functions/probes/probe.ts';
import { resultRecord } from '../../../functions/probes/result-record.ts';

const up: ProbeResult = {
  probe: 'page',
  outcome: 'up',
  sentence: 'status was 200 after 20 ms',
  status: 200,
  latencyMs: 20,
  phases: { firstByteMs: 20 },
  attempts: 1,
};

test('an answer that is well is two metrics, and fields to search by', () => {
  expect(resultRecord(up, 'r1')).toEqual({
    metrics: {
      Up: { value: 1, unit: 'None' },
      Latency: { value: 20, unit: 'Milliseconds' },
    },
    details: {
      probe: 'page',
      outcome: 'up',
      up: true,
      sentence: 'status was 200 after 20 ms',
      status: 200,
      attempts: 1,
      firstByteMs: 20,
      release: 'r1',
    },
  });
});

test('a target that is down has Up 0, and no latency when it gave none', () => {
  const { latencyMs: _, ...rest } = up;
  expect(resultRecord({ ...rest, outcome: 'down' }, undefined).metrics).toEqual({
    Up: { value: 0, unit: 'None' },
  });
});

test('what is unknown is no metric at all', () => {
  const { latencyMs: _, ...rest } = up;
  const { metrics, details } = resultRecord({ ...rest, outcome: 'unknown' }, undefined);
  expect(metrics).toEqual({});
  expect(details).not.toHaveProperty('up');
});
