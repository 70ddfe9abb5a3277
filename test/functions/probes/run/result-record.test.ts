import { resultRecord } from '../../../../functions/probes/run/result-record.ts';
import { probeResult } from '../../../support/probe-results.ts';

test('a result is two metrics, all else are fields', () => {
  expect(resultRecord(probeResult(), 'r1')).toEqual({
    metrics: {
      Up: { value: 1, unit: 'None' },
      Latency: { value: 20, unit: 'Milliseconds' },
    },
    details: {
      probe: 'home',
      outcome: 'up',
      sentence: 'status was 200 after 20 ms',
      status: 200,
      attempts: 1,
      latencyMs: 20,
      dnsMs: 1,
      connectMs: 2,
      tlsMs: 3,
      firstByteMs: 20,
      transferMs: 0.5,
      release: 'r1',
    },
  });
});

test.each([
  ['up', 1],
  ['degraded', 1],
  ['down', 0],
] as const)('%s counts as %i', (outcome, value) => {
  expect(resultRecord(probeResult({ outcome }), undefined).metrics['Up']?.value).toBe(value);
});

test('a late prober publishes availability without latency', () => {
  const { latencyMs: _, ...late } = probeResult();
  expect(Object.keys(resultRecord(late, undefined).metrics)).toEqual(['Up']);
});

test.each([
  ['of what is unknown', probeResult({ outcome: 'unknown' })],
  ['in maintenance', probeResult({ outcome: 'down', maintenance: true })],
])('nothing is published %s: a metric that is missing alarms nobody', (_, result) => {
  expect(resultRecord(result, undefined).metrics).toEqual({});
});

test('of a certificate, checks and steps the log has what is short', () => {
  const result = probeResult({
    certificate: { daysLeft: 3, expiresAt: '2026-11-26', subject: 'a', issuer: 'b' },
    checks: [{ name: 'db', status: 'warn', observedValue: '9', output: 'slow' }],
    steps: [{ name: 'log in', outcome: 'up', sentence: 'status was 200', phases: {} }],
    maintenance: true,
  });
  expect(resultRecord(result, undefined).details).toMatchObject({
    certificateDays: 3,
    checks: [{ name: 'db', status: 'warn' }],
    steps: [{ name: 'log in', outcome: 'up' }],
    maintenance: true,
  });
});
