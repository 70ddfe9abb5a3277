import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type AlertsCloud, startAlertsCloud } from '../../support/alerts-cloud.ts';

jest.setTimeout(60_000);

const URL = 'https://hooks.example.com/alerts?of=shop';

let cloud: AlertsCloud;
beforeEach(async () => {
  cloud = await startAlertsCloud();
});
afterEach(() => cloud.stop());

async function secretOf(route: string, VersionStage = 'AWSCURRENT') {
  const client = new SecretsManagerClient(cloud.client);
  try {
    const SecretId = `shop-prod-alerts-${route}`;
    const { SecretString = '' } = await client.send(
      new GetSecretValueCommand({ SecretId, VersionStage }),
    );
    return JSON.parse(SecretString);
  } finally {
    client.destroy();
  }
}

test('a webhook is connected, keeps its key, and tells it to whoever verifies', async () => {
  const { key } = await secretOf('hook');
  const connected = await cloud.alerts('connect', 'hook', '--url', URL);
  expect(connected).toMatchObject({ code: 0, stderr: '' });
  expect(connected.stdout).toMatch(
    /^hook is connected in prod\..*\nTry it: .*\nIts verification key/,
  );
  expect(await secretOf('hook')).toEqual({ url: URL, key });
  expect((await cloud.alerts('key', 'hook')).stdout).toBe(`whsec_${key}\n`);
  const { routes } = await cloud.told('alerts', 'routes');
  expect(routes[2]).toMatchObject({ name: 'hook', connection: 'connected' });
});

test('the same address again changes nothing, so that the previous key stays', async () => {
  await cloud.alerts('connect', 'hook', '--url', URL);
  const previous = await secretOf('hook', 'AWSPREVIOUS');
  const again = await cloud.told('alerts', 'connect', 'hook', '--url', URL);
  expect(again).toMatchObject({ changed: false });
  expect(await secretOf('hook', 'AWSPREVIOUS')).toEqual(previous);
});

test('another address in prod is asked about, where nobody can be asked it needs --yes', async () => {
  await cloud.alerts('connect', 'hook', '--url', URL);
  const other = ['alerts', 'connect', 'hook', '--url', 'https://other.example.com/'];
  expect(await cloud.onAws(...other)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Add --yes'),
  });
  expect(await secretOf('hook')).toMatchObject({ url: URL });
  expect(await cloud.onAws(...other, '--yes')).toMatchObject({ code: 0 });
  expect(await secretOf('hook')).toMatchObject({ url: 'https://other.example.com/' });
});

test('a rotated webhook has a new key of 33 bytes, and the one before is the previous version', async () => {
  await cloud.alerts('connect', 'hook', '--url', URL);
  const before = await secretOf('hook');
  expect(await cloud.alerts('rotate', 'hook')).toMatchObject({ code: 0 });
  const after = await secretOf('hook');
  expect(after).toEqual({ url: URL, key: expect.stringMatching(/^[A-Za-z0-9]{44}$/) });
  expect(after.key).not.toBe(before.key);
  expect(await secretOf('hook', 'AWSPREVIOUS')).toEqual(before);
});

test('PagerDuty is connected by its integration key', async () => {
  const connected = await cloud.alerts(
    'connect',
    'duty',
    '--url',
    '0123456789abcdef0123456789abcdef',
  );
  expect(connected).toMatchObject({ code: 0 });
  expect(await secretOf('duty')).toMatchObject({ routingKey: '0123456789abcdef0123456789abcdef' });
});
