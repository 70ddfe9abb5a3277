import { bandedMetrics } from '../../../../functions/alerts/training/banded-metrics.ts';
import { deploymentSpans } from '../../../../functions/alerts/training/deployment-spans.ts';
import { excludedAfter } from '../../../../functions/alerts/training/excluded-after.ts';
import type { Mark } from '../../../../functions/releases/mark.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 23, 12);

const mark = (kind: 'started' | 'live' | 'ended', releaseId: string, time: string): Mark => ({
  kind,
  releaseId,
  markId: `${kind} ${releaseId} ${time}`,
  at: `2026-11-23T${time}.500Z`,
});
const told = (marks: readonly Mark[]) =>
  deploymentSpans(marks).map(({ fromMs, toMs }) =>
    [fromMs, toMs].map((ms) => new Date(ms).toISOString().slice(11, 19)).join(' to '),
  );

test('a deployment is from its start to five minutes after it is live, in whole minutes', () => {
  expect(told([mark('started', 'a', '09:00:20'), mark('live', 'a', '09:04:10')])).toEqual([
    '09:00:00 to 09:10:00',
  ]);
});

test('one that is on its way is left out', () => {
  expect(told([mark('started', 'a', '09:00:00')])).toEqual([]);
});

test('one that hangs takes no more than three hours', () => {
  expect(told([mark('started', 'a', '01:00:00'), mark('live', 'a', '22:00:00')])).toEqual([
    '01:00:00 to 04:00:00',
  ]);
});

test('one that CloudFormation takes back ends with that, and nothing begins', () => {
  const back: Mark = {
    ...mark('started', 'a', '09:10:00'),
    kind: 'started',
    replaces: 'b',
  };
  const next = [mark('started', 'c', '11:00:00'), mark('live', 'c', '11:01:00')];
  expect(told([mark('started', 'b', '09:00:00'), back, ...next])).toEqual([
    '09:00:00 to 09:16:00',
    '11:00:00 to 11:07:00',
  ]);
});

const span = (daysAgo: number) => ({
  fromMs: NOW_MS - daysAgo * DAY_MS,
  toMs: NOW_MS - daysAgo * DAY_MS + 10 * MINUTE_MS,
});

test('what is excluded already stays; what is no news is not put again', () => {
  const wanted = excludedAfter([span(3)], [span(1)], NOW_MS);
  expect(wanted).toEqual([span(3), span(1)]);
  expect(excludedAfter([span(3), span(1)], [span(1)], NOW_MS)).toBeUndefined();
});

test('what is older than two weeks is forgotten; of the rest the newest ten are kept', () => {
  expect(excludedAfter([span(15)], [span(14.5), span(1)], NOW_MS)).toEqual([span(1)]);
  expect(excludedAfter([], [span(15)], NOW_MS)).toBeUndefined();
  const days = Array.from({ length: 12 }, (_, i) => 12 - i);
  expect(excludedAfter([], days.map(span), NOW_MS)).toEqual(days.slice(2).map(span));
  expect(excludedAfter(days.slice(2).map(span), days.map(span), NOW_MS)).toBeUndefined();
});

test('metrics under a band are found, each once; math has none', () => {
  const Metric = { Namespace: 'Shop', MetricName: 'Latency', Dimensions: [] };
  const stat = { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'p50' } };
  const band = (Expression: string) => ({ Id: 'ad1', Expression });
  const banded = { Metrics: [stat, band('ANOMALY_DETECTION_BAND(m1, 3)')] };
  const math = [{ Id: 'e1', Expression: 'm1 * 2' }, band('ANOMALY_DETECTION_BAND(e1, 3)')];
  const plain = { Metrics: [stat, band('m1 * 2')] };
  const alarms = [banded, banded, { Metrics: [stat, ...math] }, plain, {}];
  expect(bandedMetrics(alarms)).toEqual([{ ...Metric, Stat: 'p50' }]);
});
