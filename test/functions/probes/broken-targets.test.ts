import { gzipSync } from 'node:zlib';
import { observe } from '../../support/observe.ts';
import { closeTargets, startRawTarget, startTarget } from '../../support/target.ts';

afterEach(closeTargets);

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
  const packed = gzipSync(Buffer.alloc(50 * 1024 * 1024)); // here: it takes longer than a probe may
  const target = await startTarget((_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(packed);
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
