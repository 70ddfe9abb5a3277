import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { heartbeatOfKey } from '../../../functions/probes/heartbeats/heartbeat-key.ts';
import type { HeartbeatTarget } from '../../../functions/probes/targets/target.ts';
import { httpTarget } from '../../support/probe-targets.ts';
import { type ProbesCloud, startProbesCloud } from '../../support/probes-cloud.ts';

jest.setTimeout(60_000);

const HEARTBEATS_URL = 'https://api.example/prod/v1/heartbeats';
const SECRET = 'shop-prod-probes-heartbeats-key'; // a name is as good as its ARN
const HOUR_MS = 3_600_000;

const job = (name: string): HeartbeatTarget => ({
  ...{ kind: 'heartbeat', name, group: 'rate-1m', giveUpAfterMs: 1_000, expect: [] },
  ...{ periodMs: 24 * HOUR_MS, graceMs: HOUR_MS / 2 },
});

let cloud: ProbesCloud;
beforeAll(async () => {
  cloud = await startProbesCloud();
});
afterAll(() => cloud.stop());

async function secret(): Promise<string> {
  const client = new SecretsManagerClient(cloud.client);
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: SECRET }));
  client.destroy();
  return SecretString;
}

test('tells each job its address, with a key that is its own', async () => {
  const targets = [httpTarget(), job('backup'), job('report')];
  await cloud.publish(targets, { heartbeats: { url: HEARTBEATS_URL, keySecretArn: SECRET } });
  const { heartbeats } = await cloud.probesJson('heartbeats');
  expect(heartbeats).toMatchObject([
    { heartbeat: 'backup', periodMs: 24 * HOUR_MS, graceMs: HOUR_MS / 2 },
    { heartbeat: 'report' },
  ]);
  const keys = heartbeats.map(({ url }: { url: string }) => url.slice(HEARTBEATS_URL.length + 1));
  const key = await secret();
  expect(keys.map((each: string) => heartbeatOfKey(key, each))).toEqual(['backup', 'report']);

  const { stdout } = await cloud.probes('heartbeats');
  const [head, backup] = stdout.split('\n');
  expect(head).toBe('JOB     EVERY  GRACE   ADDRESS');
  expect(backup).toBe(`backup  1 d    30 min  ${heartbeats[0].url}`);
  expect(stdout).toContain(`  curl -fsS --retry 3 -X POST ${heartbeats[0].url}\n`);
});

test('without heartbeats there is nothing to tell', async () => {
  await cloud.publish([httpTarget()]);
  expect((await cloud.probes('heartbeats')).stdout).toBe(
    'No probe of this stage is a heartbeat.\n',
  );
});

test('a stage that does not know its own address says what to do', async () => {
  await cloud.publish([job('backup')]);
  expect(await cloud.probes('heartbeats')).toMatchObject({
    code: 1,
    stderr: 'error: Stage prod does not say where beats are posted: deploy it again.\n',
  });
});
