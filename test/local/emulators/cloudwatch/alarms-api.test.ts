import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, latencyAlarm, MINUTE_MS, putLatency } from '../../../support/latency-metric.ts';

const adHoc = {
  AlarmName: 'ad-hoc',
  ...LATENCY,
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;

let dataDir: string;
let cloud: TestCloud;
let client: CloudWatchClient;

async function start(resources: Record<string, object> = { Slow: latencyAlarm() }): Promise<void> {
  cloud = await startTestCloud({ Resources: resources } as Parameters<typeof startTestCloud>[0], {
    dataDir,
  });
  client = new CloudWatchClient(cloud.client);
}

async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-'));
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

/** State by name, of alarms of both types. */
async function states(): Promise<Record<string, string | undefined>> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  const all = [...MetricAlarms, ...CompositeAlarms];
  return Object.fromEntries(all.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
}

async function summaries(AlarmName: string): Promise<(string | undefined)[]> {
  const { AlarmHistoryItems = [] } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName, ScanBy: 'TimestampAscending' }),
  );
  return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
}

test('evaluates alarms as driven time passes over metrics loaded ahead', async () => {
  await start({
    Slow: latencyAlarm(),
    Any: {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      DependsOn: 'Slow',
      Properties: { AlarmName: 'any', AlarmRule: 'ALARM(slow)' },
    },
  });
  await putLatency(client, cloud.clock.now(), [1, 99, 1]);
  expect(await states()).toEqual({ slow: 'INSUFFICIENT_DATA', any: 'OK' });
  await cloud.clock.advance(MINUTE_MS);
  expect(await states()).toEqual({ slow: 'OK', any: 'OK' });
  await cloud.clock.advance(MINUTE_MS);
  expect(await states()).toEqual({ slow: 'ALARM', any: 'ALARM' });
  await cloud.clock.advance(MINUTE_MS);
  expect(await states()).toEqual({ slow: 'OK', any: 'OK' });
  expect(await summaries('slow')).toEqual([
    'Alarm "slow" created',
    'Alarm updated from INSUFFICIENT_DATA to OK',
    'Alarm updated from OK to ALARM',
    'Alarm updated from ALARM to OK',
  ]);
  const heard = cloud.heard.flatMap((event) =>
    event.kind === 'alarm' ? [`${event.alarmName} ${event.to}`] : [],
  );
  expect(heard).toEqual(['slow OK', 'slow ALARM', 'any ALARM', 'slow OK', 'any OK']);
});

test('an alarm of ten seconds is evaluated every ten', async () => {
  await start({ Slow: latencyAlarm({ Period: 10 }) });
  await putLatency(client, cloud.clock.now(), [99]);
  await cloud.clock.advance(10_000);
  expect(await states()).toEqual({ slow: 'ALARM' });
});

test('a state set by hand lasts until the next evaluation', async () => {
  await start();
  await putLatency(client, cloud.clock.now(), [1]);
  await cloud.clock.advance(MINUTE_MS - 1);
  const setting = { AlarmName: 'slow', StateValue: 'ALARM', StateReason: 'a rehearsal' } as const;
  await client.send(new SetAlarmStateCommand(setting));
  expect(await states()).toEqual({ slow: 'ALARM' });
  await cloud.clock.advance(1);
  expect(await states()).toEqual({ slow: 'OK' });
});

test('finds alarms by name, prefix, state and metric', async () => {
  await start({ Slow: latencyAlarm(), Fast: latencyAlarm({ AlarmName: 'fast' }) });
  const count = async (input: object) => {
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand(input));
    return MetricAlarms?.length;
  };
  expect(await count({ AlarmNames: ['slow'] })).toBe(1);
  expect(await count({ AlarmNamePrefix: 'f' })).toBe(1);
  expect(await count({ StateValue: 'OK' })).toBe(0);
  expect(await count({ AlarmTypes: ['CompositeAlarm'] })).toBe(0);
  const forMetric = await client.send(new DescribeAlarmsForMetricCommand(LATENCY));
  expect(forMetric.MetricAlarms).toHaveLength(2);
  const page = await client.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
  const next = await client.send(
    new DescribeAlarmsCommand({ MaxRecords: 1, NextToken: page.NextToken }),
  );
  expect(
    [...(page.MetricAlarms ?? []), ...(next.MetricAlarms ?? [])].map(({ AlarmName }) => AlarmName),
  ).toEqual(['fast', 'slow']);
});

test('alarms can be made and deleted by API, and survive a restart', async () => {
  await start();
  await client.send(new PutMetricAlarmCommand(adHoc));
  await client.send(
    new PutCompositeAlarmCommand({
      AlarmName: 'both',
      AlarmRule: 'ALARM("ad-hoc") AND ALARM(slow)',
    }),
  );
  await putLatency(client, cloud.clock.now(), [99]);
  await cloud.clock.advance(MINUTE_MS);
  await client.send(new DeleteAlarmsCommand({ AlarmNames: ['both'] }));
  await stop();
  await start();
  expect(await states()).toEqual({ slow: 'ALARM', 'ad-hoc': 'ALARM' });
  expect(await summaries('both')).toContain('Alarm "both" deleted');
});

test('refuses by name what cannot work', async () => {
  await start();
  const wrong = client.send(new PutMetricAlarmCommand({ ...adHoc, Period: 7 }));
  await expect(wrong).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('Period 7'),
  });
  const orphan = client.send(
    new PutCompositeAlarmCommand({ AlarmName: 'c', AlarmRule: 'ALARM(nobody)' }),
  );
  await expect(orphan).rejects.toThrow('needs nobody to exist before it');
  const circle = client.send(
    new PutCompositeAlarmCommand({ AlarmName: 'c', AlarmRule: 'ALARM(c)' }),
  );
  await expect(circle).rejects.toThrow('needs c to exist before it');
  const put = (AlarmName: string, AlarmRule: string) =>
    client.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule }));
  await put('one', 'ALARM(slow)');
  await put('two', 'ALARM(one)');
  await expect(put('one', 'NOT ALARM(two)')).rejects.toThrow('leads back to one');
  const unknown = client.send(new DeleteAlarmsCommand({ AlarmNames: ['nobody'] }));
  await expect(unknown).rejects.toThrow('Unknown alarm nobody');
});

test.each<[string, object, string]>([
  [
    'an expression',
    latencyAlarm({
      MetricName: undefined,
      Namespace: undefined,
      Statistic: undefined,
      Period: undefined,
      Dimensions: undefined,
      Metrics: [{ Id: 'e1', Expression: 'NOPE(m1)' }],
    }),
    'the function NOPE is not emulated',
  ],
  [
    'an alarm rule',
    { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM(' } },
    'an alarm expected',
  ],
  [
    'an unknown child',
    { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM(nobody)' } },
    'needs nobody to exist',
  ],
  [
    'a newer property',
    latencyAlarm({ EvaluationWindow: {} }),
    'does not support the property EvaluationWindow',
  ],
])('%s that cannot be read stops the start, by logical id', async (_name, resource, message) => {
  await start();
  const starting = startTestCloud({ Resources: { Wrong: resource } } as Parameters<
    typeof startTestCloud
  >[0]);
  await expect(starting).rejects.toThrow('test/Wrong');
  await expect(starting).rejects.toThrow(message);
});

describe('over a restart', () => {
  const metricFile = () =>
    path.join(
      dataDir,
      String(
        readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((file) =>
          file.endsWith('metrics.ndjson'),
        ),
      ),
    );

  async function runOnce(): Promise<void> {
    await start();
    await putLatency(client, cloud.clock.now(), [1, 2, 99]);
    await cloud.clock.advance(3 * MINUTE_MS);
    await stop();
  }

  test('metrics, states and history are there again, and no action runs twice', async () => {
    await runOnce();
    await start();
    expect(await states()).toEqual({ slow: 'ALARM' });
    expect(await summaries('slow')).toHaveLength(3);
    await cloud.clock.advance(MINUTE_MS);
    expect(await states()).toEqual({ slow: 'OK' }); // the metrics of the first minute, read again
  });

  test('a line that a kill has torn is dropped', async () => {
    await runOnce();
    const whole = readFileSync(metricFile(), 'utf8');
    appendFileSync(metricFile(), '["Afterprod","Latency",{"Pro');
    await start();
    expect(readFileSync(metricFile(), 'utf8')).toBe(whole);
  });

  test('a file that is not ours is set aside with a notice', async () => {
    await runOnce();
    const aside = `${metricFile()}.corrupt`;
    writeFileSync(metricFile(), 'not\nours\n');
    await start();
    const notices = cloud.heard.flatMap((event) =>
      event.kind === 'notice' ? [event.message] : [],
    );
    expect(notices.join()).toMatch(/metrics\.ndjson is not readable.*kept as .*\.corrupt/);
    expect(readFileSync(aside, 'utf8')).toBe('not\nours\n');
  });
});
