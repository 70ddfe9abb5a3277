import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
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

async function filtered(filterPattern?: string): Promise<(string | undefined)[]> {
  const { events = [] } = await client.send(
    new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern }),
  );
  return events.map(({ message }) => message);
}

test('finds lines by plain terms', async () => {
  for (const line of ['ERROR no stock', 'INFO sold', 'ERROR retry later']) log(line);
  expect(await filtered()).toHaveLength(3);
  expect(await filtered('ERROR')).toEqual(['ERROR no stock', 'ERROR retry later']);
  expect(await filtered('ERROR -retry')).toEqual(['ERROR no stock']);
  expect(await filtered('?sold ?retry')).toEqual(['INFO sold', 'ERROR retry later']);
  expect(await filtered('"no stock"')).toEqual(['ERROR no stock']);
});

test('refuses a JSON pattern by name', async () => {
  await expect(filtered('{ $.level = "ERROR" }')).rejects.toThrow(
    'the filter pattern { $.level = "ERROR" } is not emulated',
  );
});

test('pages through many lines without losing or repeating one', async () => {
  const lines = Array.from({ length: 25 }, (_, i) => `line ${i}`);
  for (const line of lines) log(line);
  const read: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new FilterLogEventsCommand({ logGroupName: GROUP, limit: 10, nextToken }),
    );
    read.push(...(page.events ?? []).map(({ message }) => message));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(read).toEqual(lines);
});

test('reads one stream from its head, and on from there', async () => {
  log('a');
  log('other', 'two');
  log('b');
  const input = { logGroupName: GROUP, logStreamName: 'one', startFromHead: true };
  const first = await client.send(new GetLogEventsCommand(input));
  expect(first.events?.map(({ message }) => message)).toEqual(['a', 'b']);
  log('c');
  const next = await client.send(
    new GetLogEventsCommand({ ...input, nextToken: first.nextForwardToken }),
  );
  expect(next.events?.map(({ message }) => message)).toEqual(['c']);
  const end = await client.send(
    new GetLogEventsCommand({ ...input, nextToken: next.nextForwardToken }),
  );
  expect(end).toMatchObject({ events: [], nextForwardToken: next.nextForwardToken });
});

test('shows groups and streams', async () => {
  log('a');
  await cloud.clock.advance(1000);
  log('b', 'two');
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 7 }]);
  const { logStreams } = await client.send(
    new DescribeLogStreamsCommand({
      logGroupName: GROUP,
      orderBy: 'LastEventTime',
      descending: true,
    }),
  );
  expect(logStreams?.map(({ logStreamName }) => logStreamName)).toEqual(['two', 'one']);
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
