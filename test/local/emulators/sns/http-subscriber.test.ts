import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  arnOf,
  queue,
  queuePolicy,
  startTopic,
  subscription,
  TOPIC_ARN,
  type TopicCloud,
} from '../../../support/topic.ts';

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

async function restart(resources: Record<string, object> = {}): Promise<void> {
  await topic.stop();
  await start(resources);
}

describe('an HTTP subscriber', () => {
  let server: Server;
  let requests: { headers: IncomingHttpHeaders; body: string }[];
  let answers: number[];
  let url: string;

  beforeEach(async () => {
    requests = [];
    answers = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test("gets SNS's headers and envelope", async () => {
    await start({ Hook: subscription('http', url) });
    const id = await topic.publish('hello');
    const [{ headers, body }] = requests as [(typeof requests)[number]];
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': id,
      'x-amz-sns-topic-arn': TOPIC_ARN,
    });
    expect(JSON.parse(body)).toMatchObject({ Type: 'Notification', Message: 'hello' });
  });

  test('is tried again in driven time while it fails', async () => {
    await start({ Hook: subscription('http', url) });
    answers = [500, 503];
    await topic.publish('hello');
    expect(requests).toHaveLength(1);
    await topic.cloud.clock.advance(19_000);
    expect(requests).toHaveLength(1);
    await topic.cloud.clock.advance(60_000);
    expect(requests).toHaveLength(3);
    expect(topic.notices()).toEqual([]);
  });

  test('is retried three times, then its message goes to the dead letters', async () => {
    await start({
      Dead: queue('dead'),
      Policy: queuePolicy('Dead'),
      Hook: subscription('http', url, {
        RedrivePolicy: { deadLetterTargetArn: arnOf('Dead') },
      }),
    });
    answers = [500, 500, 500, 500];
    await topic.publish('hello');
    await topic.cloud.clock.advance(120_000);
    expect(requests).toHaveLength(4);
    const [dead] = await topic.messagesIn('dead');
    expect(JSON.parse(dead.Body)).toMatchObject({ Message: 'hello' });
    expect(topic.notices()).toEqual([
      expect.stringMatching(/answered 500\. The message is in .*dead\./),
    ]);
  });

  test('that refuses is not tried again', async () => {
    await start({ Hook: subscription('http', url) });
    answers = [404];
    await topic.publish('hello');
    await topic.cloud.clock.advance(3_600_000);
    expect(requests).toHaveLength(1);
    expect(topic.notices()).toEqual([expect.stringContaining('The message is lost.')]);
  });

  test('on another machine is refused with a notice', async () => {
    await start({ Hook: subscription('https', 'https://example.com/hook') });
    await topic.publish('hello');
    expect(topic.notices()).toEqual([expect.stringContaining('example.com is not this machine')]);
  });

  test('is tried again after a restart', async () => {
    const resources = { Hook: subscription('http', url) };
    await start(resources);
    answers = [500];
    await topic.publish('hello');
    await restart(resources);
    await topic.cloud.clock.advance(20_000);
    expect(requests.map(({ body }) => JSON.parse(body).Message)).toEqual(['hello', 'hello']);
  });
});
