import { createServer, type RequestListener } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { post } from '../../../../functions/alerts/channels/post.ts';
import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** An HTTP server that lives as long as the test. */
function receiver(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return listening(server);
}

/** One that speaks whatever it likes. */
function rawReceiver(onConnection: (socket: Socket) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  stops.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return listening(server);
}

async function listening(server: Server): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
}

const local = createAddressGuard({ allowPrivate: ['127.0.0.0/8'] });
const send = (url: URL, { timeoutMs = 2_000, guard = local } = {}) =>
  post({ url, headers: { 'webhook-id': 'a' }, body: '{"a":"ü"}' }, { guard, timeoutMs });

test('the body arrives whole, as JSON, with its headers, on a connection of its own', async () => {
  const seen: unknown[] = [];
  const url = await receiver(async ({ headers, method }, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response.req) chunks.push(chunk);
    seen.push(method, headers['webhook-id'], headers['content-type'], headers.connection);
    seen.push(Buffer.concat(chunks).toString());
    response.writeHead(202).end();
  });
  expect(await send(url)).toEqual({ kind: 'answered', status: 202 });
  expect(seen).toEqual(['POST', 'a', 'application/json', 'close', '{"a":"ü"}']);
});

test.each([
  [500, undefined],
  [429, '120'],
  [503, 'Mon, 23 Nov 2026 22:15:00 GMT'],
])('its status and its Retry-After are told: %p, %p', async (status, retryAfter) => {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const url = await receiver((_, response) => response.writeHead(status, headers).end());
  expect(await send(url)).toEqual({
    kind: 'answered',
    status,
    ...(retryAfter !== undefined && { retryAfter }),
  });
});

test('a redirect is an answer, and nobody follows it', async () => {
  let asked = 0;
  const url = await receiver((_, response) => {
    asked += 1;
    response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  });
  expect(await send(url)).toEqual({ kind: 'answered', status: 307 });
  expect(asked).toBe(1);
});

test('one that hangs is given up in time, before or within its headers', async () => {
  const silent = await rawReceiver(() => undefined);
  expect(await send(silent, { timeoutMs: 50 })).toEqual({ kind: 'broken', code: 'TIMEOUT' });
  const slow = await rawReceiver((socket) => socket.write('HTTP/1.1 200 OK\r\nx-a: '));
  expect(await send(slow, { timeoutMs: 50 })).toEqual({ kind: 'broken', code: 'TIMEOUT' });
});

test('one that takes the request and then breaks has not answered', async () => {
  const url = await rawReceiver((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await send(url)).toMatchObject({ kind: 'broken', code: 'ECONNRESET' });
  const polite = await rawReceiver((socket) => socket.once('data', () => socket.end()));
  expect(await send(polite)).toMatchObject({ kind: 'broken' });
});

test.each([
  ['then breaks', (socket: Socket) => socket.destroy()],
  ['then hangs', () => undefined],
  ['then sends a megabyte', (socket: Socket) => socket.write('x'.repeat(1_000_000))],
])('one that says yes and %s was told', async (_, then) => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n';
  const url = await rawReceiver((socket) =>
    socket.once('data', () => socket.write(head, () => then(socket))),
  );
  expect(await send(url)).toEqual({ kind: 'answered', status: 200 });
});

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['headers without end', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}\r\n`],
  [
    'another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
  ],
])('an answer that is %s is none', async (_, answer) => {
  const url = await rawReceiver((socket) => socket.once('data', () => socket.write(answer)));
  expect(await send(url)).toMatchObject({ kind: 'broken' });
});

test('nobody listens', async () => {
  const url = await receiver(() => undefined);
  await Promise.all(stops.splice(0).map((stop) => stop()));
  expect(await send(url)).toEqual({ kind: 'broken', code: 'ECONNREFUSED' });
});

test('what leads into a private network is refused, by its address and by its name', async () => {
  let asked = 0;
  const url = await receiver((_, response) => {
    asked += 1;
    response.end();
  });
  expect(await send(url, { guard: createAddressGuard() })).toEqual({ kind: 'refused' });
  const named = createAddressGuard({
    resolve: (_, __, callback) => callback(null, [{ address: '10.0.0.3', family: 4 }]),
  });
  const hook = new URL(`http://hooks.example.com:${url.port}/`);
  expect(await send(hook, { guard: named })).toEqual({ kind: 'refused' });
  expect(asked).toBe(0);
});
