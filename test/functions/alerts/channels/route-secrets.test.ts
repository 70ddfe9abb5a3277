import {
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { RouteSecrets } from '../../../../functions/alerts/channels/route-secrets.ts';
import { AwsRotatedSecret } from '../../../../functions/alerts/rotation/aws-rotated-secret.ts';
import { rotate } from '../../../../functions/alerts/rotation/rotate.ts';
import { secretsManager } from '../../../../local/emulators/secrets-manager.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

let cloud: TestCloud;
let client: SecretsManagerClient;

beforeAll(async () => {
  const GenerateSecretString = {
    SecretStringTemplate: '{"url":""}',
    GenerateStringKey: 'key',
    PasswordLength: 44,
    ExcludePunctuation: true,
  };
  const secret = (Name: string) => ({
    Type: 'AWS::SecretsManager::Secret',
    Properties: { Name, GenerateSecretString },
  });
  const Resources = { A: secret('connected'), B: secret('rotated'), C: secret('cut-off') };
  cloud = await startTestCloud({ Resources }, { emulators: [secretsManager] });
  client = new SecretsManagerClient(cloud.client);
});
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

const put = (SecretId: string, value: object, token?: string) =>
  client.send(
    new PutSecretValueCommand({
      SecretId,
      SecretString: JSON.stringify(value),
      ...(token !== undefined && { ClientRequestToken: token, VersionStages: ['AWSPENDING'] }),
    }),
  );

test('what a stack makes is not connected, and has a key; who connects it is heard of within five minutes', async () => {
  const secrets = new RouteSecrets(client, () => cloud.clock.now());
  const made = await secrets.read('connected');
  expect(made).toMatchObject({ keys: [{ length: 33 }] });
  expect(made.url).toBeUndefined();
  await put('connected', { url: 'https://a.example/', key: 'C'.repeat(44) });
  expect(await secrets.read('connected')).toBe(made);
  await cloud.clock.advance(300_000);
  const connected = await secrets.read('connected');
  expect(connected.url).toBe('https://a.example/');
  expect(connected.keys).toHaveLength(2); // this one, and the one before
});

test('one that is missing is said to be', async () => {
  const secrets = new RouteSecrets(client, () => cloud.clock.now());
  await expect(secrets.read('nothing')).rejects.toBeInstanceOf(ResourceNotFoundException);
});

describe('a rotation', () => {
  const NEW_KEY = 'N'.repeat(44);
  const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
  const token = (digit: string) => `00000000-0000-4000-8000-${digit.repeat(12)}`;

  /** Secrets Manager has made the version that waits. */
  async function begun(secretId: string, id: string) {
    await put(secretId, { placeholder: 'x' }, id);
    return new AwsRotatedSecret(client, secretId);
  }

  test('changes the key alone; both keys sign until the next one', async () => {
    await put('rotated', { url: 'https://a.example/', key: 'C'.repeat(44) });
    const secret = new AwsRotatedSecret(client, 'rotated');
    await put('rotated', { url: 'https://a.example/', key: NEW_KEY }, token('1'));
    for (const step of steps) {
      await rotate({ secretId: 'rotated', token: token('1'), step }, secret, () => 'unused');
      await rotate({ secretId: 'rotated', token: token('1'), step }, secret, () => 'unused');
    }
    const { url, keys } = await new RouteSecrets(client, () => cloud.clock.now()).read('rotated');
    expect(url).toBe('https://a.example/');
    expect(keys.map((key) => key.toString('base64'))).toEqual([NEW_KEY, 'C'.repeat(44)]);
  });

  test('a version that is none of it, or that waits for nothing, is refused', async () => {
    const secret = await begun('cut-off', token('2'));
    const step = 'createSecret';
    await expect(
      rotate({ secretId: 'cut-off', token: token('3'), step }, secret, () => NEW_KEY),
    ).rejects.toThrow('none of this secret');
    await expect(
      rotate({ secretId: 'cut-off', token: token('2'), step: 'testSecret' }, secret, () => NEW_KEY),
    ).rejects.toThrow('has no key');
  });
});
