import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startTopic, subscription, type TopicCloud } from '../../../support/topic.ts';

let dataDir: string;
let topic: TopicCloud;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sns-'));
});

afterEach(async () => {
  await topic.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(resources: Record<string, object> = {}): Promise<void> {
  topic = await startTopic(resources, dataDir);
}

describe('a filter policy', () => {
  const attribute = (DataType: string, StringValue: string) => ({ x: { DataType, StringValue } });

  test.each([
    ['a text that is listed', { x: ['a', 'b'] }, attribute('String', 'b'), true],
    ['a text that is not', { x: ['a', 'b'] }, attribute('String', 'c'), false],
    ['a prefix', { x: [{ prefix: 'ab' }] }, attribute('String', 'abc'), true],
    ['a number in a range', { x: [{ numeric: ['>', 5] }] }, attribute('Number', '7'), true],
    ['a number outside', { x: [{ numeric: ['>', 5] }] }, attribute('Number', '3'), false],
    ['one of an array', { x: ['b'] }, attribute('String.Array', '["a","b"]'), true],
    ['an attribute that must be absent', { x: [{ exists: false }] }, {}, true],
    ['an attribute that is missing', { x: ['a'] }, {}, false],
  ])('of attributes judges %s', async (_what, FilterPolicy, MessageAttributes, passes) => {
    await start({ Mail: subscription('email', 'a@example.com', { FilterPolicy }) });
    await topic.publish('x', { MessageAttributes });
    expect(await topic.mails()).toHaveLength(passes ? 1 : 0);
  });

  test('of the body judges the parsed message', async () => {
    await start({
      Mail: subscription('email', 'a@example.com', {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: { alarm: { state: ['ALARM'] } },
      }),
    });
    await topic.publish('{"alarm":{"state":"OK"}}');
    await topic.publish('not JSON');
    await topic.publish('{"alarm":{"state":"ALARM"}}');
    expect(await topic.mails()).toHaveLength(1);
  });

  test('that SNS would refuse stops the start, with the logical id', async () => {
    await expect(
      start({ Mail: subscription('email', 'a@x.org', { FilterPolicy: { x: [{ like: 'a' }] } }) }),
    ).rejects.toThrow(/Mail.*unknown operator "like"/s);
    await start();
  });
});
