import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { RemoteMetrics } from '../../../../functions/probes/run/remote-metrics.ts';
import type { emitMetrics } from '../../../../functions/shared/metrics.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const STAGE = { Project: 'storefront', Stage: 'prod', Region: 'us-east-1' };

let cloud: TestCloud;
let client: CloudWatchClient;
let reported: unknown[];
let lines: Parameters<typeof emitMetrics>[];
let metrics: RemoteMetrics;
beforeAll(async () => {
  cloud = await startTestCloud({ Resources: {} });
  client = new CloudWatchClient(cloud.client);
});
afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});
beforeEach(() => {
  reported = [];
  lines = [];
  const report = (error: unknown) => reported.push(error);
  metrics = new RemoteMetrics({
    client,
    stage: STAGE,
    emit: (...line) => lines.push(line),
    report,
  });
});
afterEach(() => cloud.faults.clear());

function add(probe: string, value: number): void {
  metrics.add(
    new Date(cloud.clock.now()),
    { Probe: probe },
    { Up: { value, unit: 'None' } },
    { status: 200 },
  );
}

/** What was published of the metric in its minute. */
async function sumOf(probe: string): Promise<number | undefined> {
  const Dimensions = Object.entries({ ...STAGE, Probe: probe }).map(([Name, Value]) => ({
    Name,
    Value,
  }));
  const Metric = { Namespace: 'Afterprod', MetricName: 'Up', Dimensions };
  const nowMs = cloud.clock.now();
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(nowMs - 60_000),
      EndTime: new Date(nowMs + 60_000),
      MetricDataQueries: [{ Id: 'up', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    }),
  );
  return MetricDataResults[0]?.Values?.[0];
}

test('publishes by calls, with the region as a dimension; the log has values and details, and no metric', async () => {
  add('few', 1);
  add('few', 1);
  await metrics.flush();
  await metrics.flush();
  expect(await sumOf('few')).toBe(2);
  expect(lines[0]?.slice(1)).toEqual([{ ...STAGE, Probe: 'few' }, {}, { status: 200, Up: 1 }]);
  expect(reported).toEqual([]);
});

test('sends a thousand values a call, which is what CloudWatch takes', async () => {
  const sizes: (number | undefined)[] = [];
  client.middlewareStack.add(
    () => async (call) => {
      if ('MetricData' in call.input) sizes.push(call.input.MetricData?.length);
      return { output: { $metadata: {} }, response: undefined }; // the local cloud would take a second for it
    },
    { step: 'initialize', name: 'listen' },
  );
  for (let count = 0; count < 1_001; count++) add('many', 1);
  await metrics.flush();
  client.middlewareStack.remove('listen');
  expect(sizes).toEqual([1_000, 1]);
});

test('what fails is reported, and published with the next', async () => {
  const untilMs = cloud.clock.now() + 1;
  cloud.faults.inject({ service: 'cloudwatch', kind: 'outage', untilMs });
  add('later', 1);
  await metrics.flush();
  expect(reported).toHaveLength(1);
  cloud.faults.clear();
  add('later', 1);
  await metrics.flush();
  expect(await sumOf('later')).toBe(2);
});
