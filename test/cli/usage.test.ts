import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { askLocal } from '../../cli/local-api.ts';
import { afterprod } from '../support/afterprod.ts';

jest.setTimeout(60_000); // each test starts processes

test.each([
  [['nonsense'], "unknown command 'nonsense'"],
  [['status', '--nonsense'], "unknown option '--nonsense'"],
  [['toggles', 'set', 'a'], "missing required argument 'variant'"],
  [['toggles', 'set', 'a', 'b', 'c'], 'too many arguments'],
  [['releases', 'mark', '--commit', 'abc1234'], 'is no commit'],
  [['releases', 'mark'], "required option '--commit <hash>' not specified"],
  [['local', 'clock', 'soon'], 'Give a number with a unit'],
  [['local', 'fault', 'dynamodb', 'magic', '1m'], 'Choose throttle, error, latency, outage, off'],
  [['local', 'fault', 'dynamodb', 'outage'], 'for how long?'],
  [['local', 'fault', 'dynamodb', 'outage', 'long'], 'Give a number with a unit'],
  [['local', 'fault', 'dynamodb', 'throttle', '1s', '--by', 'nope'], '--by is for latency'],
  [['local', 'fault', 'dynamodb', 'off', '5s'], "off takes no duration: leave out '5s'"],
  [['local', 'fault', 'dynamodb', 'off', '--operation', 'Query'], 'leave out --operation'],
  [['local', 'fault', 'dynamodb', 'latency', '1s', '--by', '60d'], 'Give at most 1m'],
  [
    ['feedback', 'stats', '--since', '40d'],
    "option '--since <time>' argument '40d' is invalid. At most 31d.",
  ],
])('%j is wrong use: exit code 2, one line', async (args, reason) => {
  const { code, stdout, stderr } = await afterprod(args);
  expect(stderr).toContain(reason);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect([code, stdout]).toEqual([2, '']);
});

test.each([
  ['stats', '(default: 24h)'],
  ['reply', '2000 characters'],
])('feedback %s --help tells its limits as they are written: %s', async (name, said) => {
  const { stdout } = await afterprod(['feedback', name, '--help']);
  expect(stdout.replace(/\s+/g, ' ')).toContain(said);
});

test('what was typed is quoted in bounds, without marks that turn what follows', async () => {
  const { code, stderr } = await afterprod(['toggles', `kil\u202el${'x'.repeat(100_000)}`]);
  expect(stderr).toMatch(/^error: unknown command 'kil lx{3000}/);
  expect(stderr.length).toBeLessThan(5_000);
  expect(code).toBe(2);
});

const onUnix = existsSync('/dev/full') ? test : test.skip;

onUnix('an answer that cannot be written is a failure in one line', () => {
  const full = openSync('/dev/full', 'w');
  const command = path.join(__dirname, '../../bin/afterprod.js');
  const { status, stderr } = spawnSync(process.execPath, [command, '--version'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(stderr).toMatch(/^error: The answer cannot be written \(ENOSPC.*carried out: look.*\n$/);
  expect([status, stderr.split('\n')]).toEqual([1, [expect.anything(), '']]);
});

test('without a command it shows what there is, and counts as wrong use', async () => {
  const { code, stderr } = await afterprod([]);
  expect(stderr).toContain('Usage: afterprod');
  expect(code).toBe(2);
});

test('help and version are no failure', async () => {
  expect(await afterprod(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await afterprod(['local', 'fault', '--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--local'),
  });
});

/** What a local cloud that was killed has left. */
const KILLED = {
  pid: 2 ** 22 + 1, // above the highest process id
  stage: 'prod',
  region: 'eu-west-1',
  awsEndpoint: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  tables: {},
  functions: {},
  mailbox: '',
  clock: '',
};

describe('where no local cloud runs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'afterprod-none-'));
    mkdirSync(path.join(folder, '.afterprod'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const leave = (content: string) =>
    writeFileSync(path.join(folder, '.afterprod/local.json'), content);

  test('says how to start one', async () => {
    const { code, stderr } = await afterprod(['local', 'mailbox'], {}, folder);
    expect(stderr).toContain('No local cloud runs here. Start it with npm start');
    expect(code).toBe(1);
  });

  test('a file that AFTERPROD_LOCAL names must exist', async () => {
    const { code, stderr } = await afterprod(['status', '--local'], {
      AFTERPROD_LOCAL: '/nowhere',
    });
    expect(stderr).toContain('/nowhere does not exist');
    expect(code).toBe(1);
  });

  test.each(['', '{', 'null', '{"pid":"1"}'])('the file %j is none of ours', async (content) => {
    leave(content);
    const { code, stderr } = await afterprod(['local', 'clock'], {}, folder);
    expect(stderr).toContain('is not the file of a local cloud');
    expect(code).toBe(1);
  });

  test('the file of one that was killed says so, from a folder below too', async () => {
    leave(JSON.stringify(KILLED));
    mkdirSync(path.join(folder, 'below'));
    const { code, stderr } = await afterprod(['status', '--local'], {}, path.join(folder, 'below'));
    expect(stderr).toContain('has ended (no process 4194305). Start it again with npm start.');
    expect(code).toBe(1);

    leave(JSON.stringify({ ...KILLED, pid: process.pid }));
    expect(await afterprod(['local', 'clock'], {}, folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has ended (http://127.0.0.1:1 does not answer)'),
    });
  });

  test('a stranger at the address of one that was killed is not asked', async () => {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.end('{"now":"2026-11-23T00:00:00.000Z"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const awsEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    leave(JSON.stringify({ ...KILLED, pid: process.pid, awsEndpoint }));
    const { code, stderr } = await afterprod(['local', 'mailbox'], {}, folder);
    server.close();
    expect(stderr).toContain(`has ended (${awsEndpoint} is another program's now)`);
    expect([code, asked]).toEqual([1, ['/clock']]);
  });
});

test('a server that is no local cloud is named, in one line', async () => {
  const server = createServer((_request, response) => {
    response.end('<!doctype html>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const awsEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = askLocal({ ...KILLED, awsEndpoint }, 'GET', '/clock');
  await expect(asked).rejects.toThrow(
    `What answers at ${awsEndpoint} is no local cloud. Start it again with npm start.`,
  );
  server.close();
});

describe('on AWS', () => {
  test('the project must be known', async () => {
    const { code, stderr } = await afterprod(['toggles', 'list']);
    expect(stderr).toContain('Which project? Give --project');
    expect(code).toBe(2);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['address', [], { AWS_ENDPOINT_URL: 'not a url' }, "AWS_ENDPOINT_URL is 'not a url'. Unset it"],
    ['address', [], { AWS_ENDPOINT_URL_DYNAMODB: 'ftp://a' }, "AWS_ENDPOINT_URL_DYNAMODB is 'ftp:"],
    ['region', [], { AWS_REGION: 'x y' }, "AWS_REGION is 'x y'. Set it to a region's code"],
    ['project', ['--project', 'a b'], {}, "No project is called 'a b'. Give lower case"],
    ['stage', ['--stage', ''], {}, '--stage is empty. Name one, or leave it out.'],
    ['stage', ['--stage', 'Prod 1'], {}, "No stage is called 'Prod 1'. Give lower case"],
  ])('no %s is wrong use: %j %j', async (_what, options, env, reason) => {
    const outside = { AWS_REGION: 'eu-west-1', AFTERPROD_PROJECT: 'shop', ...env };
    const { code, stderr } = await afterprod(['toggles', 'list', ...options], outside);
    expect(stderr).toContain(reason);
    expect([code, stderr.trim().split('\n')]).toEqual([2, [expect.anything()]]);
  });

  test('a missing region and missing credentials say what to do', async () => {
    const args = ['toggles', 'list', '--project', 'shop'];
    expect(await afterprod(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Set AWS_REGION, or add --local'),
    });
    expect(await afterprod(args, { AWS_REGION: 'eu-west-1' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Sign in to AWS'),
    });
  });
});
