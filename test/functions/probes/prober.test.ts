import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { judge } from '../../../functions/probes/judge.ts';
import type { Observation } from '../../../functions/probes/observation.ts';
import { createProber } from '../../../functions/probes/prober.ts';
import type { ProbeTarget } from '../../../functions/probes/target.ts';
import { createAddressGuard } from '../../../functions/shared/address-guard.ts';
import { SELF_SIGNED } from '../../support/self-signed.ts';
import { closeTargets, listen, startRawTarget, startTarget } from '../../support/target.ts';

afterEach(closeTargets);

function targetOf(url: string, differing: Partial<ProbeTarget> = {}): ProbeTarget {
  const base = { name: 'target', expectedStatus: [200, 299], latencyBudgetMs: 500 } as const;
  return { ...base, url, giveUpAfterMs: 1000, ...differing };
}

async function observe(
  url: string,
  differing: Partial<ProbeTarget> = {},
  allowPrivate: readonly string[] = ['127.0.0.0/8'],
): Promise<Observation & { readonly sentence: string }> {
  const prober = createProber(createAddressGuard({ allowPrivate }), () => performance.now());
  const target = targetOf(url, differing);
  const observation = await prober(target);
  return { ...observation, sentence: judge(observation, target).sentence };
}

test('tells status and the time of each phase', async () => {
  const target = await startTarget((_, response) => {
    setTimeout(() => response.end('well'), 50);
  });
  const observation = await observe(target.url);
  expect(observation).toMatchObject({ kind: 'answered', status: 200, redirects: 0 });
  expect(observation.phases).toEqual({
    connectMs: expect.any(Number),
    firstByteMs: expect.any(Number),
    transferMs: expect.any(Number),
  });
  expect(observation.phases.firstByteMs).toBeGreaterThanOrEqual(48);
  expect(observation.phases.firstByteMs).toBeLessThan(400);
});

test('a name is resolved, and that is timed too', async () => {
  const target = await startTarget((_, response) => response.end());
  const { phases } = await observe(`http://localhost:${target.port}/`, {}, [
    '127.0.0.0/8',
    '::1/128',
  ]);
  expect(phases.dnsMs).toEqual(expect.any(Number));
});

test('uses a new connection each time', async () => {
  const target = await startTarget((_, response) => response.end());
  await observe(target.url);
  await observe(target.url);
  expect(target.connections()).toBe(2);
});

test('a refused connection', async () => {
  const target = await startTarget(() => undefined);
  await closeTargets();
  expect((await observe(target.url)).sentence).toBe(
    'no answer: the connection was refused (ECONNREFUSED)',
  );
});

test('a connection that is cut before the answer', async () => {
  const target = await startRawTarget((socket) =>
    socket.once('data', () => socket.resetAndDestroy()),
  );
  expect((await observe(target.url)).sentence).toBe(
    'no answer: the connection was cut (ECONNRESET)',
  );
});

test('a target that accepts and says nothing', async () => {
  const target = await startRawTarget(() => undefined);
  expect((await observe(target.url, { giveUpAfterMs: 100 })).sentence).toBe(
    'connected, but no answer within 100 ms',
  );
});

test('a body that drips for ever', async () => {
  const target = await startTarget((_, response) => {
    response.write('.');
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect((await observe(target.url, { giveUpAfterMs: 150 })).sentence).toBe(
    'status was 200, but the body did not end within 150 ms',
  );
});

test('an endless body is read to 256 kB and no further', async () => {
  let sent = 0;
  const target = await startTarget((_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    const flow = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', flow);
    flow();
  });
  expect(await observe(target.url)).toMatchObject({ kind: 'answered', isTruncated: true });
  expect(sent).toBeLessThan(16 * 1024 * 1024); // what the sockets' buffers hold
});

test('a packed body stays packed', async () => {
  const target = await startTarget((_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
  });
  expect(await observe(target.url)).toMatchObject({ kind: 'answered', isTruncated: false });
});

test.each([
  ['garbage', 'SSH-2.0-OpenSSH_9\r\n', 'what it sent is not HTTP (HPE_INVALID_CONSTANT)'],
  [
    'long headers',
    `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1024 * 1024)}\r\n\r\n`,
    'its headers are longer than 16 kB (HPE_HEADER_OVERFLOW)',
  ],
  [
    'a body that is shorter than it says',
    'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345',
    'the answer broke off: the connection was cut (ECONNRESET)',
  ],
  [
    'a body that is longer than it says',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n12345',
    'status was 200, but the answer broke off: what it sent is not HTTP',
  ],
  [
    'two lengths',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n1',
    'what it sent is not HTTP (HPE_UNEXPECTED_CONTENT_LENGTH)',
  ],
  [
    'another protocol',
    'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    'the target wants to switch protocols',
  ],
])('%s', async (_, answer, sentence) => {
  const target = await startRawTarget((socket) => socket.once('data', () => socket.end(answer)));
  expect((await observe(target.url)).sentence).toContain(sentence);
});

test.each([
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nwell'],
  ['a body that is no UTF-8', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\xff\xfe'],
])('%s is an answer', async (_, answer) => {
  const target = await startRawTarget((socket) =>
    socket.once('data', () => socket.end(Buffer.from(answer, 'latin1'))),
  );
  expect(await observe(target.url)).toMatchObject({ kind: 'answered', status: 200 });
});

describe('redirects', () => {
  async function startRedirect(location: string | ((path: string) => string), status = 302) {
    return startTarget(({ url = '' }, response) => {
      if (url === '/arrived') response.end();
      else {
        const to = typeof location === 'string' ? location : location(url);
        response.writeHead(status, { location: to }).end();
      }
    });
  }

  test.each([301, 302, 303, 307, 308])('%d is followed', async (status) => {
    const target = await startRedirect('/arrived', status);
    expect(await observe(target.url)).toMatchObject({ status: 200, redirects: 1 });
  });

  test('are not followed for ever', async () => {
    const target = await startRedirect((path) => `${path}x`);
    expect((await observe(target.url)).sentence).toBe('no answer: it redirects more than 5 times');
    expect(target.connections()).toBe(6);
  });

  test.each([
    ['http://10.0.0.1/', '10.0.0.1 is private, not public'],
    ['http://169.254.169.254/latest/', '169.254.169.254 is link-local, not public'],
    ['http://0x0a000001/', '10.0.0.1 is private, not public'],
    ['//[::1]/', '::1 is loopback, not public'],
    ['http://127.0.0.1:1/', 'port 1 is not allowed'],
    ['file:///etc/passwd', 'only http and https'],
    ['http://user:secret@example.com/', 'must not hold a user name'],
    ['http://', 'it redirects to no address'],
  ])('to %s are refused', async (location, sentence) => {
    const target = await startRedirect(location);
    expect((await observe(target.url)).sentence).toContain(sentence);
  });

  test('to a name that resolves to a private address are refused', async () => {
    const secret = await startTarget((_, response) => response.end());
    const target = await startRedirect(`http://localhost:${secret.port}/`);
    // The redirect may use the port that the first URL named, so the name must be the obstacle.
    const prober = createProber(
      createAddressGuard({
        allowPrivate: ['127.0.0.0/8'],
        resolve: (_, __, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }]),
      }),
      () => performance.now(),
    );
    const rebound = await startRedirect(`http://internal.example/`);
    expect(await prober(targetOf(rebound.url))).toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: 'internal.example is 10.0.0.1, private, not public',
    });
    expect((await observe(target.url)).sentence).toContain('is not allowed');
    expect(secret.connections()).toBe(0);
  });
});

test('a private target is refused unless it is allowed', async () => {
  const target = await startTarget((_, response) => response.end());
  expect((await observe(target.url, {}, [])).sentence).toBe(
    'no answer: 127.0.0.1 is loopback, not public',
  );
  expect(target.connections()).toBe(0);
});

test('a certificate that nobody signed is no answer', async () => {
  const server = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  const { port } = await listen(server);
  const observation = await observe(`https://127.0.0.1:${port}/`);
  expect(observation.sentence).toBe(
    'no answer: its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)',
  );
});

test('over TLS the handshake has a time of its own, and does not count as latency', async () => {
  const server = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  const { port } = await listen(server);
  const folder = mkdtempSync(path.join(tmpdir(), 'prober-'));
  writeFileSync(path.join(folder, 'ca.pem'), SELF_SIGNED.cert);
  // Node reads trusted certificates once, at its start: hence a process of its own.
  const script = `
    const { createProber } = require('./functions/probes/prober.ts');
    const { createAddressGuard } = require('./functions/shared/address-guard.ts');
    const guard = createAddressGuard({ allowPrivate: ['127.0.0.0/8'] });
    createProber(guard, () => performance.now())({ url: 'https://127.0.0.1:${port}/', giveUpAfterMs: 5000 })
      .then((observation) => console.log(JSON.stringify(observation)));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--require', 'tsx/cjs', '--eval', script],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') } },
  );
  rmSync(folder, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'answered',
    status: 200,
    phases: { tlsMs: expect.any(Number), firstByteMs: expect.any(Number) },
  });
});
