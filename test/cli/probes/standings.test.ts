import { standingWords } from '../../../cli/probes/standing-words.ts';
import { standingsOf } from '../../../cli/probes/standings-of.ts';
import type { ProbeResult } from '../../../functions/probes/targets/probe-result.ts';
import { probeResult } from '../../support/probe-results.ts';

const result = (difference: Partial<ProbeResult> = {}, region = 'eu-central-1') => ({
  ...probeResult(difference),
  region,
});
const DOWN = { outcome: 'down', sentence: 'status was 503' } as const;

const told = (alarmSays: 'up' | 'down' | 'unknown', ...results: ReturnType<typeof result>[]) =>
  standingsOf([{ probe: 'home', state: alarmSays }], results).map(standingWords);

test('the latest result counts; what the alarm makes of it is said apart', () => {
  expect(told('up', result())).toEqual(['up']);
  expect(told('up', result(DOWN))).toEqual(['down (alarm not yet)']);
  expect(told('down', result(DOWN))).toEqual(['down']);
  expect(told('down', result())).toEqual(['up (alarm still on)']);
  expect(told('up', result({ outcome: 'degraded' }))).toEqual(['degraded']);
});

test('maintenance is named, whatever the alarm says', () => {
  expect(told('unknown', result({ maintenance: true }))).toEqual(['up (maintenance)']);
  expect(told('down', result({ maintenance: true }))).toEqual(['up (maintenance, alarm still on)']);
});

test('without a result the alarm is all that is known, without an alarm the result', () => {
  expect(told('down')).toEqual(['down']);
  expect(told('unknown')).toEqual(['unknown']);
  expect(standingsOf([], [result({ ...DOWN, latencyMs: 4.6 })])).toEqual([
    { probe: 'home', state: 'down', sentence: 'status was 503', latencyMs: 5 },
  ]);
});

test('of several regions most decide, and the worse where they are as many; one that knows nothing does not', () => {
  const other = (difference: Partial<ProbeResult>, region = 'eu-west-1') =>
    result(difference, region);
  expect(told('up', result(DOWN), other({}), other({}, 'eu-west-2'))).toEqual(['up']);
  expect(told('down', result(DOWN), other({}))).toEqual(['down']);
  const unknown = { outcome: 'unknown' } as const;
  expect(told('up', other(unknown), other(unknown, 'eu-west-2'), result())).toEqual(['up']);
  expect(told('up', other(unknown))).toEqual(['unknown']);
});
