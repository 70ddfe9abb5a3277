import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createSmallApp, HELLO, type SmallApp } from '../../support/small-app.ts';
import { type StartProcess, startProcess } from '../../support/start-process.ts';

jest.setTimeout(60_000); // each test starts processes

let app: SmallApp;
let data: string;
const started: StartProcess[] = [];

beforeEach(() => {
  app = createSmallApp();
  data = path.join(app.root, '.afterprod');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.end('SIGKILL')));
  app.remove();
});

function start(options: Partial<Parameters<typeof startProcess>[0]> = {}): StartProcess {
  const process = startProcess({ appRoot: app.root, data, ...options });
  started.push(process);
  return process;
}

const localJson = () => path.join(data, 'local.json');

test('says where everything is, on the screen and in local.json', async () => {
  const local = start();
  const description = await local.ready();
  expect(description).toMatchObject({
    pid: local.pid,
    stage: 'prod',
    region: 'eu-west-1',
    accountId: '111122223333',
    awsEndpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    credentials: { accessKeyId: expect.any(String), secretAccessKey: expect.any(String) },
    apis: { shop: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/prod$/) },
    functions: { hello: 'shop-prod-hello' },
    tables: {},
    topics: {},
    queues: {},
    keys: {},
    mailbox: `${description.awsEndpoint}/mailbox.json`,
    clock: `${description.awsEndpoint}/clock`,
  });
  expect(local.output()).toContain(description.apis['shop']);
  expect(local.output()).toContain('Not emulated (no effect here): AWS::CloudWatch::Dashboard');
  expect(local.output()).toContain('only eu-west-1 runs here: shop-prod-away (us-west-2)');
  expect(local.output()).not.toContain('\u001b'); // a pipe gets no colours
  const response = await fetch(description.apis['shop'] ?? '');
  expect(await response.text()).toBe('hello');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends it in time, with its children and its file',
  async (signal) => {
    const local = start();
    const { apis } = await local.ready();
    await fetch(apis['shop'] ?? ''); // a function's process is running now
    const askedAt = performance.now();
    expect(await local.end(signal)).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(2000);
    expect(existsSync(localJson())).toBe(false);
    expect(local.errors()).toBe('');
  },
);

test('the end of npm ends it', async () => {
  const npm = start({ belowNpm: true });
  await npm.ready();
  await npm.end('SIGTERM'); // settles when nobody holds the output any more
  expect(existsSync(localJson())).toBe(false);
});

test('a second start beside it says what runs and what to do', async () => {
  const { awsEndpoint } = await start().ready();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain(`A local cloud runs already at ${awsEndpoint}`);
  expect(second.errors()).toContain('--port 0 --data');
});

test('after a kill -9 the next start is clean', async () => {
  const killed = start();
  await killed.ready();
  await killed.end('SIGKILL');
  expect(existsSync(localJson())).toBe(true);
  const next = start();
  expect((await next.ready()).pid).toBe(next.pid);
});

test('a local.json that is none does not disturb', async () => {
  mkdirSync(data);
  writeFileSync(localJson(), '{"pid":');
  const local = start();
  expect((await local.ready()).pid).toBe(local.pid);
});

test('what a killed one left does not disturb when a stranger has its process id', async () => {
  mkdirSync(data);
  const left = { pid: process.pid, awsEndpoint: 'http://127.0.0.1:1' };
  writeFileSync(localJson(), JSON.stringify(left));
  writeFileSync(path.join(data, 'lock'), String(process.pid));
  const local = start();
  expect((await local.ready()).pid).toBe(local.pid);
});

test('broken time and a broken secret are set aside with a notice each', async () => {
  const first = start();
  await first.ready();
  await first.end('SIGTERM');
  writeFileSync(path.join(data, 'clock.json'), '{"nowMs":');
  writeFileSync(path.join(data, 'secret'), 'x'.repeat(64));
  const local = start();
  await local.ready();
  expect(local.output()).toMatch(/notice .*clock\.json is not readable.*kept as .*\.corrupt/);
  expect(local.output()).toMatch(/notice .*secret is no secret; it is kept as .*\.corrupt/);
});

test('a folder where a file belongs is told in one line', async () => {
  const first = start();
  await first.ready();
  await first.end('SIGTERM');
  rmSync(path.join(data, 'lock'), { force: true });
  mkdirSync(path.join(data, 'lock'));
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.errors()).toMatch(/^EISDIR: .*Look at the data folder/);
  expect(second.errors()).not.toContain('    at ');
});

test('a taken port says what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const local = start({ port });
  expect(await local.ended).toBe(1);
  expect(local.errors()).toContain(`Port ${port} is taken on 127.0.0.1.`);
  server.close();
});

test('a broken app ends it with the words of the app, and nothing else', async () => {
  app.save('BROKEN');
  const local = start();
  expect(await local.ended).toBe(1);
  expect(local.errors()).toBe('functions/hello.js:1: this is BROKEN\n');
});

test('a stage that does not exist is refused with those that do', async () => {
  const local = start({ stage: 'gamma' });
  expect(await local.ended).toBe(1);
  expect(local.errors()).toContain('it has: prod');
});

test('a cdk.json that is not readable is named', async () => {
  writeFileSync(path.join(app.root, 'cdk.json'), '{');
  const local = start();
  expect(await local.ended).toBe(1);
  expect(local.errors()).toContain('cdk.json is not readable');
});

test('what is saved is swapped while all runs on; what is broken is not', async () => {
  const local = start();
  const { apis } = await local.ready();
  const body = async () => (await fetch(apis['shop'] ?? '')).text();
  expect(await body()).toBe('hello');

  app.save(HELLO.replace('hello', 'goodbye'));
  await local.says(/swapped shop-prod-hello in \d+\.\d s/);
  expect(await body()).toBe('goodbye');

  app.save('BROKEN');
  await local.says(/not swapped.*this is BROKEN/);
  expect(await body()).toBe('goodbye');
});

test('--fresh forgets, but a folder with files of others is neither emptied nor used', async () => {
  const first = start();
  await first.ready();
  await first.end('SIGTERM');
  const secretBefore = readFileSync(path.join(data, 'secret'), 'utf8');
  await start({ fresh: true }).ready();
  expect(readFileSync(path.join(data, 'secret'), 'utf8')).not.toBe(secretBefore);

  const precious = mkdtempSync(path.join(tmpdir(), 'precious-'));
  writeFileSync(path.join(precious, 'secret'), 'years of work');
  const careless = start({ data: precious, fresh: true });
  expect(await careless.ended).toBe(1);
  expect(careless.errors()).toContain('was not made by a local cloud');
  const stray = start({ data: precious });
  expect(await stray.ended).toBe(1);
  expect(stray.errors()).toContain("files that are not a local cloud's (secret)");
  expect(readFileSync(path.join(precious, 'secret'), 'utf8')).toBe('years of work');
  rmSync(precious, { recursive: true });
});

test('driven time that was ahead stays ahead after a restart', async () => {
  const first = start();
  const { clock } = await first.ready();
  const body = JSON.stringify({ advance: 'P3D' });
  const answer = await fetch(clock, { method: 'POST', body });
  const { now } = (await answer.json()) as { now: string };
  await first.end('SIGTERM');
  const { clock: clockAfter } = await start().ready();
  const after = (await (await fetch(clockAfter)).json()) as { now: string };
  expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(now));
});
