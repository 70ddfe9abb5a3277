import { once } from 'node:events';
import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';
import { attemptAt } from '../../../support/attempt-at.ts';
import { expiringTimers } from '../../../support/expiring-timers.ts';
import { closeTargets, startRawTarget, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

/** Answers each request with these bytes, and closes. */
const startSaying = (answer: string | Buffer) =>
  startRawTarget((socket) => socket.once('data', () => socket.end(answer)));

/** Says the same again and again; time is up after the third time. */
const startDripping = (start: string, drop: string, expire: () => Promise<void>) =>
  startRawTarget((socket) => {
    socket.write(start);
    let drops = 0;
    const drip = setInterval(() => {
      socket.write(drop);
      if (++drops === 3) void expire();
    }, 1);
    socket.on('close', () => clearInterval(drip));
  });

test.each([
  ['ENOTFOUND', 'no answer: its name does not resolve (ENOTFOUND)'],
  ['EAI_AGAIN', 'no answer: its name could not be resolved for now (EAI_AGAIN)'],
])('a name that fails with %s', async (code, sentence) => {
  const error = Object.assign(new Error('getaddrinfo'), { code });
  const guard = createAddressGuard({ resolve: (_, __, callback) => callback(error) });
  const result = await attemptAt('http://shop.example/', {}, { guard });
  expect(result).toEqual({ outcome: 'down', sentence, phases: {} });
});

test('a name that is never resolved', async () => {
  const { startTimer, expire } = expiringTimers();
  const guard = createAddressGuard({ resolve: () => void expire() });
  const { sentence } = await attemptAt('http://shop.example/', {}, { guard, startTimer });
  expect(sentence).toBe('its name was not resolved within 5000 ms');
});

test('a refused connection', async () => {
  const target = await startTarget(() => undefined);
  await closeTargets();
  expect((await attemptAt(target.url)).sentence).toBe(
    'no answer: the connection was refused (ECONNREFUSED)',
  );
});

test('a connection that is cut before the answer', async () => {
  const target = await startRawTarget((socket) =>
    socket.once('data', () => socket.resetAndDestroy()),
  );
  expect((await attemptAt(target.url)).sentence).toBe(
    'no answer: the connection was cut (ECONNRESET)',
  );
});

test('a target that accepts and says nothing', async () => {
  const { startTimer, expire } = expiringTimers();
  const target = await startRawTarget(expire);
  expect(await attemptAt(target.url, {}, { startTimer })).toMatchObject({
    sentence: 'connected, but no answer within 5000 ms',
    phases: { connectMs: expect.any(Number), waitedMs: expect.any(Number) },
  });
});

test('a target that accepts and never makes a handshake', async () => {
  const { startTimer, expire } = expiringTimers();
  const { port } = await startRawTarget(expire);
  expect((await attemptAt(`https://127.0.0.1:${port}/`, {}, { startTimer })).sentence).toBe(
    'connected, but no TLS within 5000 ms',
  );
});

test('a target that speaks no TLS', async () => {
  const { port } = await startSaying('HTTP/1.1 400 Bad Request\r\n\r\n');
  expect((await attemptAt(`https://127.0.0.1:${port}/`)).sentence).toMatch(
    /^no answer: it does not speak TLS as we do \((EPROTO|ERR_SSL_)/,
  );
});

test('a body that drips for ever', async () => {
  const { startTimer, expire } = expiringTimers();
  const target = await startDripping('HTTP/1.1 200 OK\r\n\r\n', '.', expire);
  expect(await attemptAt(target.url, {}, { startTimer })).toMatchObject({
    outcome: 'down',
    sentence: 'status was 200, but the body did not end within 5000 ms',
    status: 200,
  });
});

test('headers that drip for ever', async () => {
  const { startTimer, expire } = expiringTimers();
  const target = await startDripping('HTTP/1.1 200 OK\r\n', 'x: y\r\n', expire);
  expect((await attemptAt(target.url, {}, { startTimer })).sentence).toBe(
    'connected, but no answer within 5000 ms',
  );
});

test.each([
  ['garbage', 'SSH-2.0-OpenSSH_9\r\n', 'what it sent is not HTTP (HPE_INVALID_CONSTANT)'],
  [
    'headers of a megabyte',
    `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1024 * 1024)}\r\n\r\n`,
    'its headers are longer than 16 kB (HPE_HEADER_OVERFLOW)',
  ],
  [
    'a body that is shorter than it says',
    'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345',
    'status was 200, but the answer broke off: the connection was cut (ECONNRESET)',
  ],
  [
    'a body that is longer than it says',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n12345',
    'status was 200, but the answer broke off: what it sent is not HTTP',
  ],
  [
    'two lengths',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n1',
    'no answer: what it sent is not HTTP (HPE_UNEXPECTED_CONTENT_LENGTH)',
  ],
  ['no answer at all', '', 'no answer: the connection was cut (ECONNRESET)'],
])('%s', async (_, answer, sentence) => {
  const target = await startSaying(answer);
  expect((await attemptAt(target.url)).sentence).toContain(sentence);
});

test('a target that wants to switch protocols is let go', async () => {
  const closings: Promise<unknown>[] = [];
  const target = await startRawTarget((socket) => {
    closings.push(once(socket, 'close'));
    socket.once('data', () => {
      socket.write('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    });
  });
  expect((await attemptAt(target.url)).sentence).toBe(
    'no answer: the target wants to switch protocols',
  );
  await Promise.all(closings);
});

test.each([
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nwell'],
  ['a body that is no UTF-8', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\xff\xfe'],
  ['early hints', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
  ['a body in pieces', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['a clock that is wrong', 'HTTP/1.1 200 OK\r\ndate: Mon, 23 Nov 2026 12:05:00 GMT\r\n\r\n'],
])('%s is an answer', async (_, answer) => {
  const target = await startSaying(Buffer.from(answer, 'latin1'));
  expect(await attemptAt(target.url)).toMatchObject({ outcome: 'up', status: 200 });
});
