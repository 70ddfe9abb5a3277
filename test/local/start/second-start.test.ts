import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { refuseSecondStart } from '../../../local/start/second-start.ts';

/** Alive, and not this process: a process id that looks as if a local cloud ran. */
const STRANGER = process.ppid;

let data: string;
let server: Server | undefined;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'second-start-'));
});
afterEach(() => {
  rmSync(data, { recursive: true });
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const localJson = () => path.join(data, 'local.json');
const leave = (content: object) => writeFileSync(localJson(), JSON.stringify(content));

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a local cloud that answers with this process id is respected', async () => {
  const awsEndpoint = await listen((_, response) =>
    response.setHeader('afterprod-pid', String(STRANGER)).end('{}'),
  );
  leave({ pid: STRANGER, awsEndpoint });
  await expect(refuseSecondStart(data)).rejects.toThrow(`runs already at ${awsEndpoint}`);
  expect(existsSync(localJson())).toBe(true);
});

test('one that takes the connection and is silent is respected: it may be suspended', async () => {
  leave({ pid: STRANGER, awsEndpoint: await listen(() => undefined) });
  await expect(refuseSecondStart(data)).rejects.toThrow('runs already');
});

test.each<[string, object]>([
  ['names nothing but a living process', { pid: 1 }],
  ['names a process that is no number', { pid: '1', awsEndpoint: 'http://127.0.0.1:1' }],
  ['names an address where nobody answers', { pid: STRANGER, awsEndpoint: 'http://127.0.0.1:1' }],
  ['names no address', { pid: STRANGER, awsEndpoint: 'here' }],
])('a file that %s is removed', async (_, content) => {
  leave(content);
  await refuseSecondStart(data);
  expect(existsSync(localJson())).toBe(false);
});

test('another server at its address, also another local cloud, does not count', async () => {
  const awsEndpoint = await listen((_, response) =>
    response.setHeader('afterprod-pid', String(process.pid)).end('{}'),
  );
  leave({ pid: STRANGER, awsEndpoint });
  await refuseSecondStart(data);
  expect(existsSync(localJson())).toBe(false);
});

test('a folder in its place is removed', async () => {
  mkdirSync(path.join(localJson(), 'inside'), { recursive: true });
  await refuseSecondStart(data);
  expect(existsSync(localJson())).toBe(false);
});
