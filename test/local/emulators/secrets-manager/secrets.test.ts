import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { iam } from '../../../../local/emulators/iam.ts';
import { secretsManager } from '../../../../local/emulators/secrets-manager.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const secret = (Name: string, GenerateSecretString: object = {}) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name, GenerateSecretString },
});
const RESOURCES = {
  Key: secret('shop-key', { PasswordLength: 64, ExcludePunctuation: true }),
  Other: secret('shop-other'),
  Hook: secret('shop-hook', {
    PasswordLength: 44,
    ExcludePunctuation: true,
    SecretStringTemplate: '{"url":""}',
    GenerateStringKey: 'key',
  }),
  Reader: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'reader',
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyName: 'read',
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'secretsmanager:GetSecretValue',
                Resource: { Ref: 'Key' },
              },
            ],
          },
        },
      ],
    },
  },
};

let cloud: TestCloud;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'secrets-'));
  await start();
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  cloud = await startTestCloud(
    { Resources: RESOURCES },
    { dataDir, emulators: [iam, secretsManager] },
  );
}

function read(
  SecretId: string,
  client = new SecretsManagerClient(cloud.client),
  more: object = {},
) {
  return client.send(new GetSecretValueCommand({ SecretId, ...more }));
}

test('a generated secret is found by name and by ARN, as long and plain as was asked', async () => {
  const { SecretString, ARN = '', Name, CreatedDate } = await read('shop-key');
  expect(SecretString).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(ARN).toMatch(
    /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-key-[A-Za-z0-9]{6}$/,
  );
  expect([Name, CreatedDate]).toEqual(['shop-key', new Date(cloud.clock.now())]);
  expect((await read(ARN)).SecretString).toBe(SecretString);
  expect((await read('shop-other')).SecretString).toHaveLength(32);
});

test('a template of a value keeps its members beside the generated one', async () => {
  const { SecretString = '' } = await read('shop-hook');
  expect(JSON.parse(SecretString)).toEqual({
    url: '',
    key: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
  });
});

test('it is the same after a restart', async () => {
  const before = await read('shop-key');
  await cloud.stop();
  await start();
  expect(await read('shop-key')).toMatchObject({
    SecretString: before.SecretString,
    ARN: before.ARN,
  });
});

test('a description has no value', async () => {
  const client = new SecretsManagerClient(cloud.client);
  const described = await client.send(new DescribeSecretCommand({ SecretId: 'shop-key' }));
  expect(described.Name).toBe('shop-key');
  expect(described).not.toHaveProperty('SecretString');
});

test.each([
  ['nobody', {}],
  ['shop-key', { VersionStage: 'AWSPREVIOUS' }],
  ['shop-key', { VersionId: 'other' }],
])('%s %j is not found', async (name, more) => {
  await expect(read(name, undefined, more)).rejects.toThrow(ResourceNotFoundException);
});

test('a role reads what its policies name, and nothing else', async () => {
  const role = cloud.clientOf('arn:aws:iam::123456789012:role/reader');
  const reader = new SecretsManagerClient(role);
  expect((await read('shop-key', reader)).SecretString).toHaveLength(64);
  const { ARN } = await read('shop-other');
  await expect(read('shop-other', reader)).rejects.toThrow(
    `not authorized to perform: secretsmanager:GetSecretValue on resource: ${ARN}`,
  );
});

test('faults come before the answer', async () => {
  const untilMs = cloud.clock.now() + 60_000;
  cloud.faults.inject({ service: 'secretsmanager', kind: 'outage', untilMs });
  await expect(read('shop-key')).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
});

test.each([
  [{ PasswordLength: 0 }, 'PasswordLength'],
  [{ IncludeVowels: true }, 'IncludeVowels is not emulated'],
  [{ GenerateStringKey: 'key' }, 'SecretStringTemplate and GenerateStringKey need one another'],
  [{ GenerateStringKey: 'key', SecretStringTemplate: '[]' }, 'must be a JSON object'],
])('a template that asks for %j stops the start', async (generate, reason) => {
  const Resources = { Odd: secret('odd', generate) };
  await expect(startTestCloud({ Resources }, { emulators: [secretsManager] })).rejects.toThrow(
    reason,
  );
});
