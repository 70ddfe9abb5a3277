import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { probesOfSettings } from '../../lib/probes/targets-of-settings.ts';
import { Probes } from '../../lib/probes.ts';
import { readStage } from '../../local/assembly.ts';
import { createManualClock } from '../../local/driven-clock.ts';
import type { LiveEvent } from '../../local/emulator.ts';
import { type LocalCloud, startLocalCloud } from '../../local/local-cloud.ts';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, localJsonIn, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from '../support/afterprod.ts';
import { someTopics } from '../support/topics.ts';

const MINUTE_MS = 60_000;
const JSON_TYPE = { 'content-type': 'application/json' };

let folder: string;
const heard: LiveEvent[] = [];
let cloud: LocalCloud;
/** Of the job, as the command tells it. */
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-heartbeats-'));
  cloud = await startLocalCloud({
    ...readStage(synthesizedIn(path.join(folder, 'cdk.out')), 'prod'),
    port: 0,
    dataDir: folder,
    clock: createManualClock(Date.now()),
    onEvent: (event) => heard.push(event),
  });
  servePages(cloud, 'prod'); // by which the command knows that it runs
  writeLocalJson(folder, describeLocalCloud(cloud, 'prod'));
  await cloud.clock.advance(MINUTE_MS); // the prober tells where jobs post, and waits for them
  const env = { AFTERPROD_LOCAL: localJsonIn(folder) };
  const { stdout } = await afterprod(['probes', 'heartbeats', '--json', '--local'], env);
  url = JSON.parse(stdout).heartbeats[0].url;
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A stage that waits for a job every other minute, and for nothing else. */
function synthesizedIn(outdir: string): string {
  const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true } });
  const stage = new Stage(app, 'prod', {
    env: { account: '111111111111', region: 'eu-central-1' },
  });
  const stack = new Stack(stage, 'probes', { stackName: 'shop-prod-probes' });
  const identity = { project: 'shop', stage: 'prod' };
  const topics = someTopics(stack);
  const settings = {
    probes: [{ name: 'backup', heartbeat: { period: '2m', grace: '1m' } }],
  } as const;
  new Probes(stack, 'Probes', {
    identity,
    topics,
    releasesTable: new Table(stack, 'Releases', {
      tableName: 'shop-prod-releases',
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
    }) as ITable, // CDK types some optional members of the class less strictly than of its interface
    probes: probesOfSettings(settings, { region: 'eu-central-1' }, 'https://shop.example.com/'),
  });
  app.synth();
  return outdir;
}

/** What the prober says of the job in the next minute. */
async function judged(): Promise<string> {
  const before = heard.length;
  await cloud.clock.advance(MINUTE_MS);
  const [record] = heard
    .slice(before)
    .flatMap((event) => (event.kind === 'metric' ? [event.record] : []))
    .filter((each) => 'probe' in each);
  return `${record?.['outcome']}: ${record?.['sentence']}`;
}

test('a job is well while it beats, down when it says so, and when it is late', async () => {
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
  expect(await judged()).toMatch(/^up: the last beat came/);
  const body = JSON.stringify({ status: 'failed', message: 'disk full' });
  await fetch(url, { method: 'POST', body, headers: JSON_TYPE });
  expect(await judged()).toMatch(/^down: the job said .* that it failed: disk full$/);
  await fetch(url, { method: 'POST' });
  await cloud.clock.advance(3 * MINUTE_MS);
  expect(await judged()).toMatch(
    /^down: the last beat came .* ago, expected one every 2 min, at most 1 min late$/,
  );
});

test('who scans links does not beat, and a wrong key opens nothing', async () => {
  for (const method of ['GET', 'HEAD', 'PUT']) {
    const { status, headers } = await fetch(url, { method });
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST']);
  }
  const wrong = await fetch(`${url}x`, { method: 'POST' });
  expect(wrong.status).toBe(404);
  expect(wrong.headers.get('content-type')).toBe('application/problem+json');
});
