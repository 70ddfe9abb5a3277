import { ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretKey } from '../../../functions/shared/secret-key.ts';
import { Unavailable } from '../../../functions/shared/unavailable.ts';
import { secretsManager } from '../../../local/emulators/secrets-manager.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  const Key = {
    Type: 'AWS::SecretsManager::Secret',
    Properties: { Name: 'key', GenerateSecretString: { PasswordLength: 64 } },
  };
  cloud = await startTestCloud({ Resources: { Key } }, { emulators: [secretsManager] });
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults.clear());

const createKey = (name = 'key') =>
  secretKey(new SecretsManagerClient(cloud.client), name, () => cloud.clock.now());

function breakDown(kind: 'outage' | 'throttle'): void {
  const untilMs = cloud.clock.now() + 60_000;
  cloud.faults.inject({ service: 'secretsmanager', kind, untilMs });
}

test('is read once in five minutes, and is there while Secrets Manager is not', async () => {
  const key = createKey();
  const first = await key();
  expect(first).toHaveLength(64);
  breakDown('outage');
  expect(await key()).toBe(first);
  await cloud.clock.advance(30_000);
  expect(await key()).toBe(first);
});

test.each(['outage', 'throttle'] as const)(
  '%s: there is no answer, and later there is one',
  async (kind) => {
    const key = createKey();
    breakDown(kind);
    await expect(key()).rejects.toBeInstanceOf(Unavailable);
    cloud.faults.clear();
    expect(await key()).toHaveLength(64);
  },
);

test('is asked for again after five minutes: it may have been changed', async () => {
  const key = createKey();
  await key();
  await cloud.clock.advance(300_000);
  breakDown('outage');
  await expect(key()).rejects.toBeInstanceOf(Unavailable);
});

test('one that is missing is no outage: it is said which', async () => {
  await expect(createKey('nothing')()).rejects.toBeInstanceOf(ResourceNotFoundException);
});
