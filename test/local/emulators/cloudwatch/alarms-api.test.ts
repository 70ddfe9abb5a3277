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
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { stacksOf, startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, latencyAlarm, MINUTE_MS, putLatency } from '../../../support/latency-metric.ts';

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

test('an alarm that is a moment old says nothing yet of what is missing, a minute later it does', async () => {
  await start({});
  await cloud.clock.advance(MINUTE_MS - 5_000);
  const silent = latencyAlarm({ TreatMissingData: 'breaching' });
  await cloud.update(stacksOf({ Resources: { Silent: silent } }));
  await cloud.clock.advance(5_000);
  expect(Object.values(await states())).toEqual(['INSUFFICIENT_DATA']);
  await cloud.clock.advance(MINUTE_MS);
  expect(Object.values(await states())).toEqual(['ALARM']);
});

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

test('finds alarms by name, prefix and state', async () => {
  await start({ Slow: latencyAlarm(), Fast: latencyAlarm({ AlarmName: 'fast' }) });
  const count = async (input: object) => {
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand(input));
    return MetricAlarms?.length;
  };
  expect(await count({ AlarmNames: ['slow'] })).toBe(1);
  expect(await count({ AlarmNamePrefix: 'f' })).toBe(1);
  expect(await count({ StateValue: 'OK' })).toBe(0);
  expect(await count({ AlarmTypes: ['CompositeAlarm'] })).toBe(0);
});

test('shows an alarm whole', async () => {
  await start({ Slow: latencyAlarm({ AlarmDescription: 'The page is slow' }) });
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({}));
  expect(MetricAlarms).toMatchObject([
    {
      AlarmName: 'slow',
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:slow',
      AlarmDescription: 'The page is slow',
      ...LATENCY,
      ActionsEnabled: true,
    },
  ]);
});

test('refuses the state of an alarm that is not there', async () => {
  await start();
  const setting = { AlarmName: 'nobody', StateValue: 'OK', StateReason: 'x' } as const;
  const refused = client.send(new SetAlarmStateCommand(setting));
  await expect(refused).rejects.toThrow('Unknown alarm nobody');
});

/** Two composite alarms that watch each other's states: the second cannot be there before the first. */
test('alarms that lead back to themselves stop a change, not the cloud', async () => {
  const composite = (AlarmName: string, AlarmRule: string, DependsOn: string[]) => ({
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: { AlarmName, AlarmRule },
    DependsOn,
  });
  const two = composite('two', 'ALARM(one)', ['One']);
  const resources = (rule: string) => ({
    Slow: latencyAlarm(),
    One: composite('one', rule, ['Slow']),
    Two: two,
  });
  await start(resources('ALARM(slow)'));
  const changed = stacksOf({ Resources: resources('NOT ALARM(two)') });
  await expect(cloud.update(changed)).rejects.toThrow('leads back to one');
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
