import type { JourneyTarget } from '../../../functions/probes/targets/target.ts';
import { httpTarget } from '../../support/probe-targets.ts';
import { type ProbesCloud, startProbesCloud } from '../../support/probes-cloud.ts';
import { closeTargets, startTarget } from '../../support/target.ts';

jest.setTimeout(60_000);

const HERE = { allowPrivate: ['127.0.0.0/8'] };

let cloud: ProbesCloud;
beforeAll(async () => {
  cloud = await startProbesCloud();
});
afterEach(closeTargets);
afterAll(() => cloud.stop());

/** A server whose path is the status it answers with. */
const startServer = () =>
  startTarget((request, response) => {
    response.statusCode = Number(request.url?.slice(1));
    response.end();
  });

const request = (url: string) => ({ ...httpTarget().request, url });
const page = (name: string, url: string) => httpTarget({ name, request: request(url) });

test('probes all that the stage probes, and keeps nothing of it', async () => {
  const { url, connections } = await startServer();
  await cloud.publish([page('health', `${url}200`), page('page', `${url}503`)], HERE);
  const { code, stdout, stderr } = await cloud.probes('run');
  expect(stdout).toMatch(/^health {2}up: status was 200 after \d+ ms\n {2}connect /m);
  expect(stdout).toMatch(/^page {2}down: status was 503, expected 200–299\n {2}connect /m);
  expect([code, stderr]).toEqual([1, 'error: page is down.\n']);
  expect(connections()).toBe(3); // what is down is asked again
  expect((await cloud.probesJson('list')).probes[0]).not.toHaveProperty('outcome');
});

test('probes one alone, as JSON with all that was seen', async () => {
  const { url, connections } = await startServer();
  await cloud.publish([page('health', `${url}200`), page('page', `${url}503`)], HERE);
  const { stage, results } = await cloud.probesJson('run', 'health');
  expect(stage).toBe('prod');
  expect(results).toMatchObject([
    { probe: 'health', outcome: 'up', status: 200, attempts: 1, phases: expect.anything() },
  ]);
  expect(connections()).toBe(1);
});

test('a journey shows each of its steps', async () => {
  const { url } = await startServer();
  const step = (name: string, status: number) => ({
    ...{ name, request: request(`${url}${status}`), extract: {} },
    expect: [{ on: 'status' as const, ranges: [[200, 299]] as const }],
  });
  const journey: JourneyTarget = {
    ...{ kind: 'journey', name: 'buy', group: 'rate-1m', giveUpAfterMs: 5_000, expect: [] },
    steps: [step('basket', 200), step('pay', 500), step('receipt', 200)],
  };
  await cloud.publish([journey], HERE);
  const { stdout, stderr } = await cloud.probes('run');
  expect(stdout).toMatch(
    /^buy {2}down: .*pay.*\n {2}basket {2}up: status was 200.*\n {4}connect (?:.*\n)+ {2}pay {2}down: /,
  );
  expect(stdout).not.toContain('receipt');
  expect(stderr).toBe('error: buy is down.\n');
});

test('a heartbeat is judged by its last beat; one that need not have come yet is no failure', async () => {
  const times = { periodMs: 3_600_000, graceMs: 0, giveUpAfterMs: 1_000 };
  const base = { kind: 'heartbeat', group: 'rate-1m', expect: [] } as const;
  await cloud.publish([
    { ...base, ...times, name: 'backup' },
    { ...base, ...times, name: 'report' },
  ]);
  const at = new Date(cloud.clock.now()).toISOString();
  await cloud.store.keepBeat('backup', { at, outcome: 'ok' });
  const fine = await cloud.probes('run');
  expect(fine).toMatchObject({ code: 0, stderr: '' });
  expect(fine.stdout).toMatch(/^backup {2}up: the last beat came 0 s ago$/m);
  expect(fine.stdout).toMatch(/^report {2}unknown: no beat has come yet/m);
  await cloud.store.keepBeat('backup', { at, outcome: 'failed', message: 'disk full' });
  expect(await cloud.probes('run', 'backup')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('the job said 0 s ago that it failed: disk full'),
  });
});

test('a secret is read with the credentials of whoever runs it', async () => {
  const { url } = await startTarget(({ headers }, response) => {
    response.statusCode = /^Bearer \w{32}$/.test(headers.authorization ?? '') ? 200 : 401;
    response.end();
  });
  const bearer = (secret: string) => ({ ...request(url), auth: { bearer: { secret } } });
  await cloud.publish(
    [
      httpTarget({ name: 'known', request: bearer('shop-prod-probes-heartbeats-key') }),
      httpTarget({ name: 'missing', request: bearer('nowhere') }),
    ],
    HERE,
  );
  const { stdout, stderr } = await cloud.probes('run');
  expect(stdout).toMatch(/^known {2}up: status was 200/m);
  expect(stdout).toMatch(
    /^missing {2}unknown: the secret nowhere could not be read: ResourceNotFoundException$/m,
  );
  expect(stderr).toBe('error: missing is unknown.\n');
});
