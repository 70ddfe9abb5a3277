import type { ProbeResult } from '../../../functions/probes/targets/probe-result.ts';
import { probeResult } from '../../support/probe-results.ts';
import { httpTarget } from '../../support/probe-targets.ts';
import { type ProbesCloud, startProbesCloud } from '../../support/probes-cloud.ts';

jest.setTimeout(60_000);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SENTENCE = 'status was 503, expected 200–299';
const DOWN = { outcome: 'down', sentence: SENTENCE, status: 503 } as const;

const resultOf = (probe: string, difference: Partial<ProbeResult> = {}) =>
  probeResult({ probe, latencyMs: 42, sentence: 'status was 200 after 42 ms', ...difference });

let cloud: ProbesCloud;
beforeEach(async () => {
  cloud = await startProbesCloud();
});
afterEach(() => cloud.stop());

test('before a prober has run, its commands say what to do', async () => {
  for (const command of ['list', 'history']) {
    expect(await cloud.probes(command)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error: No prober has run in stage prod .* again in a minute/),
    });
  }
});

test('list tells how each probe is, as it was found last', async () => {
  await cloud.publish(
    [
      httpTarget({ name: 'health' }),
      httpTarget({ name: 'page', everySeconds: 10 }),
      httpTarget({ name: 'nightly', group: 'cron-1a2b3c4d' }),
      httpTarget({ name: 'new', group: 'rate-90m' }),
    ],
    {
      groups: [{ name: 'cron-1a2b3c4d', schedule: 'cron(0 3 * * ? *)', timeZone: 'Europe/Berlin' }],
      maintenance: [{ probes: ['page'], from: '00:00', durationMs: 24 * HOUR_MS, timeZone: 'UTC' }],
    },
  );
  const certificate = { daysLeft: 82, expiresAt: '', subject: '', issuer: '' };
  await cloud.keep(5 * HOUR_MS, resultOf('nightly', { latencyMs: 3.21 }));
  await cloud.keep(2 * MINUTE_MS, resultOf('health', DOWN), resultOf('page', DOWN));
  await cloud.keep(MINUTE_MS, resultOf('health', { certificate }));
  await cloud.keep(0, resultOf('page', { ...DOWN, maintenance: true }));
  const { stdout } = await cloud.probes('list');
  expect(stdout.split('\n')).toEqual([
    'PROBE    KIND  SCHEDULE                         STATE               LATENCY  CERTIFICATE  CHECKED    SAYS',
    'health   http  every 1 min                      up                  42 ms    82 d         1 min ago  status was 200 after 42 ms',
    `page     http  every 10 s                       down (maintenance)  42 ms                 0 s ago    ${SENTENCE}`,
    'nightly  http  cron(0 3 * * ? *) Europe/Berlin  up                  3.2 ms                5 h ago    status was 200 after 42 ms',
    'new      http  every 1 h 30 min                 unknown                                              no result within a day',
    expect.stringMatching(/^maintenance until \d{4}-\d\d-\d\d 00:00 UTC: page$/),
    '',
  ]);
  const { stage, probes, maintenance } = await cloud.probesJson('list');
  expect(maintenance).toMatchObject([{ probe: 'page' }]);
  expect(stage).toBe('prod');
  expect(probes[0]).toMatchObject({ probe: 'health', outcome: 'up', certificateDays: 82 });
  expect(probes[1]).toMatchObject({ sentence: SENTENCE, maintenance: true });
  expect(probes[3]).toEqual({
    probe: 'new',
    kind: 'http',
    schedule: 'every 1 h 30 min',
    expects: ['status 200-299'],
  });
});

test('status says of a probe what list says', async () => {
  await cloud.publish([httpTarget({ name: 'health' }), httpTarget({ name: 'page' })]);
  const degraded = { outcome: 'degraded', sentence: 'health was warn' } as const;
  await cloud.keep(0, resultOf('health', degraded), resultOf('page', { maintenance: true }));
  expect(await cloud.json('status', '--local')).toMatchObject({
    up: [
      { probe: 'health', state: 'degraded', sentence: 'health was warn' },
      { probe: 'page', state: 'up', maintenance: true },
    ],
  });
  const { stdout } = await cloud.afterprod('status', '--local');
  expect(stdout).toMatch(/^ {2}health {2}degraded +42 ms {2}health was warn$/m);
  expect(stdout).toMatch(/^ {2}page +up \(maintenance\) +42 ms$/m);
});

test('a probe from several regions has a row for each', async () => {
  await cloud.publish([httpTarget({ name: 'health' })]);
  await cloud.keep(0, resultOf('health'));
  const at = new Date(cloud.clock.now()).toISOString();
  const results = [resultOf('health', { ...DOWN, at })];
  await cloud.store.keep({ at, group: 'rate-1m', region: 'ap-south-1', results });
  const { stdout } = await cloud.probes('list');
  expect(stdout).toMatch(/REGION .*\n.*ap-south-1 .*down.*\n.* up /);
  const { stdout: told } = await cloud.probes('history');
  expect(told).toContain(`health down from ap-south-1 for 0 s, and still is: ${SENTENCE}`);
});

test('history shows when a probe was down, and why', async () => {
  await cloud.publish([httpTarget({ name: 'health' }), httpTarget({ name: 'page' })]);
  await cloud.keep(115 * MINUTE_MS, resultOf('health', { latencyMs: 80 }), resultOf('page'));
  await cloud.keep(85 * MINUTE_MS, resultOf('health', DOWN), resultOf('page'));
  await cloud.keep(55 * MINUTE_MS, resultOf('health'), resultOf('page'));
  await cloud.keep(MINUTE_MS, resultOf('health'), resultOf('page', DOWN));
  const { stdout } = await cloud.probes('history');
  const [head, health, page, legend, , title, ...incidents] = stdout.split('\n');
  expect(head).toMatch(/^PROBE {3}UP {7}LATENCY {2}SLOWEST {2}LAST 24 HOURS +UP 7 D$/);
  expect(health).toMatch(/^health {2}75\.00 % {2}52 ms {4}80 ms {4}·{44}█x▅▅$/);
  expect(page).toMatch(/^page {4}75\.00 % {2}42 ms {4}42 ms {4}·{44}███x$/);
  expect(legend).toMatch(/▁▂▃▄▅▆▇█ latency, .*; x down, \? not known, m maintenance, · no result$/);
  expect(title).toBe('Incidents');
  const moment = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC';
  expect(incidents[0]).toMatch(
    new RegExp(`^ {2}${moment} {2}page down for 1 min, and still is: ${SENTENCE}$`),
  );
  expect(incidents[1]).toMatch(
    new RegExp(`^ {2}${moment} {2}health down for 30 min: ${SENTENCE}$`),
  );
});

test('history of one probe tells its days, as many as are asked for', async () => {
  await cloud.publish([httpTarget({ name: 'health' }), httpTarget({ name: 'page' })]);
  await cloud.keep(0, resultOf('page', DOWN));
  const figures = { up: 50, degraded: 9, down: 1, unknown: 2, inMaintenance: 3 };
  const hour = { ...figures, latencies: 2, latencySumMs: 30, slowestMs: 20 };
  const dayOf = (days: number) => new Date(cloud.clock.now() - days * 24 * HOUR_MS);
  for (const days of [0, 1, 6, 7]) await cloud.store.keepHour('health', dayOf(days), hour);
  const { stdout } = await cloud.probes('history', 'health');
  expect(stdout).toContain('none in the last 24 hours\n');
  expect(stdout).not.toContain('page');
  const [head, ...rows] = stdout.trimEnd().split('\n').slice(-4);
  expect(head).toBe('DAY         UP       LATENCY  SLOWEST  DOWN  DEGRADED  UNKNOWN  MAINTENANCE');
  expect(rows.map((row) => row.slice(0, 10))).toEqual(
    [6, 1, 0].map((days) => dayOf(days).toISOString().slice(0, 10)),
  );
  expect(rows[0]?.slice(12)).toBe('98.33 %  15 ms    20 ms    1     9         2        3');
  const days = async (...args: string[]) =>
    (await cloud.probesJson('history', 'health', ...args)).probes[0].days;
  expect(await days('--days', '1')).toMatchObject([{ ...hour }]);
  expect(await days('--days', '90')).toHaveLength(4);
});

test('a name that no probe has is answered with those that there are', async () => {
  await cloud.publish([httpTarget({ name: 'health' }), httpTarget({ name: 'page' })]);
  expect(await cloud.probes('history', 'helth')).toMatchObject({
    code: 1,
    stderr: "error: Stage prod has no probe 'helth'. Known: health, page.\n",
  });
});

test('what a target says is no command for a terminal', async () => {
  await cloud.publish([httpTarget({ name: 'health' })]);
  await cloud.keep(0, resultOf('health', { ...DOWN, sentence: 'it was \u001b[31m\nred' }));
  for (const command of ['list', 'history']) {
    const { stdout } = await cloud.probes(command);
    expect(stdout).toContain('it was  [31m red');
  }
});
