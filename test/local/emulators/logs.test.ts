import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const GROUP = '/aws/lambda/shop';
const template = {
  Resources: {
    ShopLogs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: GROUP, RetentionInDays: 7 },
    },
  },
};

let dataDir: string;
let cloud: TestCloud;
let client: CloudWatchLogsClient;

async function start(): Promise<void> {
  cloud = await startTestCloud(template, { dataDir });
  client = new CloudWatchLogsClient(cloud.client);
}

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-'));
  await start();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
  rmSync(dataDir, { recursive: true });
});

function log(line: string, logStream = 'one'): void {
  const atMs = cloud.clock.now();
  cloud.cloud.announce({ kind: 'log', atMs, functionName: 'shop', logStream, line });
}

async function filtered(narrower: object = {}): Promise<(string | undefined)[]> {
  const { events = [] } = await client.send(
    new FilterLogEventsCommand({ logGroupName: GROUP, ...narrower }),
  );
  return events.map(({ message }) => message);
}

test('gives all lines of a group, or those of some streams', async () => {
  log('a');
  log('other', 'two');
  log('b');
  expect(await filtered()).toEqual(['a', 'other', 'b']);
  expect(await filtered({ logStreamNames: ['one'] })).toEqual(['a', 'b']);
  expect(await filtered({ endTime: cloud.clock.now() })).toEqual([]);
});

test('refuses a filter pattern by name', async () => {
  await expect(filtered({ filterPattern: 'ERROR' })).rejects.toThrow('filterPattern');
});

test('shows groups', async () => {
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 7 }]);
});

test('an unknown group is an error', async () => {
  const reading = client.send(new FilterLogEventsCommand({ logGroupName: 'none' }));
  await expect(reading).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('keeps lines over a restart', async () => {
  log('before');
  client.destroy();
  await cloud.stop();
  await start();
  log('after');
  expect(await filtered()).toEqual(['before', 'after']);
});

test('lets go of lines older than the retention', async () => {
  log('old');
  await cloud.clock.advance(8 * 86_400_000);
  log('new');
  expect(await filtered()).toEqual(['new']);
});
