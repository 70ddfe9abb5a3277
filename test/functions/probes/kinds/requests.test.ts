import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from '../../../../functions/probes/targets/http-request.ts';
import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';
import { attemptAt, attemptUnderTest } from '../../../support/attempt-at.ts';
import { probeRequest } from '../../../support/probe-request.ts';
import { httpTarget } from '../../../support/probe-targets.ts';
import { closeTargets, startRawTarget, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

type Received = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { readonly body: string };

/** What reaches a server of a request. */
async function received(request: Partial<HttpRequest>, path = ''): Promise<Received> {
  const requests: Received[] = [];
  const target = await startTarget(async (incoming, response) => {
    const { method, url, headers } = incoming;
    requests.push({ method, url, headers, body: (await incoming.toArray()).join('') });
    response.end();
  });
  await attemptAt(`${target.url}${path}`, request);
  const [only] = requests;
  if (!only || requests.length > 1) throw new Error(`${requests.length} requests came`);
  return only;
}

test('a request is sent as it is meant', async () => {
  const { method, url, headers } = await received({ headers: { 'x-tenant': 'demo' } }, 'a?b=c#d');
  expect({ method, url }).toEqual({ method: 'GET', url: '/a?b=c' });
  expect(headers).toEqual({
    host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    connection: 'close',
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'afterprod-probe',
    'x-tenant': 'demo',
  });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET'] as const)(
  'the body of a %s comes with its length',
  async (method) => {
    const { headers, body } = await received({ method, body: { json: { name: 'hü' } } });
    expect(body).toBe('{"name":"hü"}');
    expect(headers).toMatchObject({ 'content-length': '14', 'content-type': 'application/json' });
  },
);

test('a POST without a body says so', async () => {
  expect((await received({ method: 'POST' })).headers['content-length']).toBe('0');
});

test('HEAD is answered without a body', async () => {
  const target = await startTarget((_, response) => response.end('well'));
  expect(await attemptAt(target.url, { method: 'HEAD' })).toMatchObject({ outcome: 'up' });
});

test('each attempt opens a connection of its own', async () => {
  const target = await startTarget((_, response) => response.end());
  await attemptAt(target.url);
  await attemptAt(target.url);
  expect(target.connections()).toBe(2);
});

test.each(['well', ''])('the connection is closed when its answer (%j) is whole', async (body) => {
  const closings: Promise<unknown>[] = [];
  const answer = `HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${body.length}`;
  const target = await startRawTarget((socket) => {
    closings.push(once(socket, 'end'));
    socket.once('data', () => socket.write(`${answer}\r\n\r\n${body}`));
  });
  const headers = { connection: 'keep-alive' };
  expect(await attemptAt(target.url, { headers })).toMatchObject({ outcome: 'up' });
  await Promise.all(closings);
});

test('a result has status, latency, and the time of each part', async () => {
  let nowMs = 0;
  const target = await startTarget((_, response) => {
    nowMs = 50.04;
    response.end('well');
  });
  const result = await attemptAt(target.url, {}, { nowMs: () => nowMs });
  expect(result).toEqual({
    outcome: 'up',
    sentence: expect.stringContaining('status was 200'),
    status: 200,
    latencyMs: 50,
    phases: { connectMs: 0, firstByteMs: 50, transferMs: 0 },
  });
});

test('a name is resolved, and that is timed too', async () => {
  const target = await startTarget((_, response) => response.end());
  const guard = createAddressGuard({ allowPrivate: ['127.0.0.0/8', '::1/128'] });
  const { phases } = await attemptAt(`http://localhost:${target.port}/`, {}, { guard });
  expect(phases.dnsMs).toEqual(expect.any(Number));
});

test('lines of one header are joined, also those that Node would drop', async () => {
  const target = await startTarget((_, response) => {
    response.setHeader('age', ['1', '2']).setHeader('set-cookie', ['a=1', 'b=2']).end();
  });
  const attempt = attemptUnderTest();
  const header = (name: string, equals: string) =>
    ({ on: 'header', name, is: { equals } }) as const;
  const request = probeRequest({ url: target.url });
  const expectations = [header('age', '1, 2'), header('set-cookie', 'a=1, b=2')];
  expect(await attempt(httpTarget({ request, expect: expectations }))).toMatchObject({
    outcome: 'up',
  });
});
