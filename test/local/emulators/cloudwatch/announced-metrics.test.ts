import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { LiveEvent } from '../../../../local/emulator.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY } from '../../../support/latency-metric.ts';
import { metricSums } from '../../../support/metric-sums.ts';

let cloud: TestCloud;
let client: CloudWatchClient;
let startMs: number;

beforeEach(async () => {
  cloud = await startTestCloud({ Resources: {} });
  client = new CloudWatchClient(cloud.client);
  startMs = cloud.clock.now();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

const announce = (event: LiveEvent) => cloud.cloud.announce(event);

test('a log line in embedded metric format counts, and is told as a probe result', async () => {
  const directive = {
    Namespace: 'Afterprod',
    Dimensions: [['Probe']],
    Metrics: [{ Name: 'Latency' }],
  };
  const line = JSON.stringify({
    _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] },
    Probe: 'home',
    Latency: 12,
  });
  announce({ kind: 'log', atMs: startMs, functionName: 'probes', line });
  expect(await metricSums(client, startMs, { Dimensions: LATENCY.Dimensions })).toEqual([12]);
  expect(cloud.heard.find(({ kind }) => kind === 'metric')).toMatchObject({
    namespace: 'Afterprod',
    dimensions: { Probe: 'home' },
    metrics: { Latency: 12 },
  });
});

test('a torn one is told as a notice', () => {
  const directive = { Namespace: 'Afterprod', Metrics: [{ Name: 'Latency' }] };
  const line = JSON.stringify({ _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] } });
  announce({ kind: 'log', atMs: startMs, functionName: 'probes', line });
  const notice = cloud.heard.find(({ kind }) => kind === 'notice');
  expect(notice).toMatchObject({
    message: expect.stringContaining('the metric Latency is neither'),
  });
});

test('invocations count for function, alias and version', async () => {
  const invocation = {
    kind: 'invocation',
    atMs: startMs,
    functionName: 'shop',
    cold: false,
  } as const;
  const one = {
    ...invocation,
    requestId: '1',
    durationMs: 5,
    version: '3',
    qualifier: 'live',
    concurrency: 2,
  };
  announce(one);
  announce({ ...one, error: 'Error: no' });
  announce({
    ...invocation,
    requestId: '2',
    durationMs: 0,
    throttled: true,
    error: 'TooManyRequests',
  });
  const FunctionName = { Name: 'FunctionName', Value: 'shop' };
  const Resource = { Name: 'Resource', Value: 'shop:live' };
  const Version = { Name: 'ExecutedVersion', Value: '3' };
  const sumOf = (MetricName: string, ...Dimensions: object[]) =>
    metricSums(client, startMs, { Namespace: 'AWS/Lambda', MetricName, Dimensions });
  expect(await sumOf('Invocations', FunctionName)).toEqual([2]);
  expect(await sumOf('Invocations')).toEqual([2]);
  expect(await sumOf('Errors', FunctionName, Resource)).toEqual([1]);
  expect(await sumOf('Errors', FunctionName, Resource, Version)).toEqual([1]);
  expect(await sumOf('Duration', FunctionName)).toEqual([10]);
  expect(await sumOf('Throttles', FunctionName)).toEqual([1]);
  expect(await sumOf('ConcurrentExecutions', FunctionName)).toEqual([4]);
});

test('requests count for API and stage', async () => {
  const request = {
    kind: 'request',
    atMs: startMs,
    api: 'feedback',
    method: 'POST',
    durationMs: 3,
  } as const;
  for (const status of [200, 404, 500]) announce({ ...request, path: '/prod/v1/feedback', status });
  const Dimensions = [
    { Name: 'ApiName', Value: 'feedback' },
    { Name: 'Stage', Value: 'prod' },
  ];
  const sumOf = (MetricName: string) =>
    metricSums(client, startMs, { Namespace: 'AWS/ApiGateway', MetricName, Dimensions });
  expect(await Promise.all(['Count', '4XXError', '5XXError', 'Latency'].map(sumOf))).toEqual([
    [3],
    [1],
    [1],
    [9],
  ]);
});
