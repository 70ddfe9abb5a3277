import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  type GetRandomPasswordCommandInput,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { secretsManager } from '../../../../local/emulators/secrets-manager.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const SecretId = 'shop';
const ID = ['first', 'second'].map((word) => word.padEnd(32, '0'));

let cloud: TestCloud;
let secrets: SecretsManagerClient;
beforeEach(async () => {
  const Properties = { Name: SecretId, SecretString: 'old' };
  const Resources = { Secret: { Type: 'AWS::SecretsManager::Secret', Properties } };
  cloud = await startTestCloud({ Resources }, { emulators: [secretsManager] });
  secrets = new SecretsManagerClient(cloud.client);
});
afterEach(async () => {
  secrets.destroy();
  await cloud.stop();
});

const put = (SecretString: string, more: object = {}) =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString, ...more }));
const read = async (more: object = {}) =>
  (await secrets.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;
const relabel = (more: object) =>
  secrets.send(
    new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...more }),
  );

test('a value that is put is current, and the one before it previous', async () => {
  const { VersionId } = await put('new');
  expect([await read(), await read({ VersionStage: 'AWSPREVIOUS' })]).toEqual(['new', 'old']);
  expect(await read({ VersionId })).toBe('new');
  await expect(read({ VersionId, VersionStage: 'AWSPREVIOUS' })).rejects.toThrow("can't find");
});

test('one that is put as pending changes nothing until its label is moved', async () => {
  await put('new', { ClientRequestToken: ID[0], VersionStages: ['AWSPENDING'] });
  expect(await read()).toBe('old');
  const described = () => secrets.send(new DescribeSecretCommand({ SecretId }));
  const { VersionIdsToStages = {} } = await described();
  const [old] = Object.keys(VersionIdsToStages);
  await relabel({ MoveToVersionId: ID[0], RemoveFromVersionId: old });
  expect(await read()).toBe('new');
  expect((await described()).VersionIdsToStages).toEqual({
    [String(old)]: ['AWSPREVIOUS'],
    [String(ID[0])]: ['AWSPENDING', 'AWSCURRENT'],
  });
});

test('a label is not moved from where it is not', async () => {
  await put('new', { ClientRequestToken: ID[0], VersionStages: ['AWSPENDING'] });
  await expect(relabel({ MoveToVersionId: ID[0] })).rejects.toThrow('RemoveFromVersionId must be');
  await expect(relabel({ MoveToVersionId: ID[0], RemoveFromVersionId: ID[0] })).rejects.toThrow(
    'which has the staging label AWSCURRENT',
  );
  await expect(relabel({ MoveToVersionId: ID[1] })).rejects.toThrow(`version ${ID[1]}`);
});

test('a value that is put twice under one token is one version; another value is refused', async () => {
  await put('new', { ClientRequestToken: ID[0] });
  await put('new', { ClientRequestToken: ID[0] });
  expect(await read({ VersionStage: 'AWSPREVIOUS' })).toBe('old');
  await expect(put('other', { ClientRequestToken: ID[0] })).rejects.toThrow(
    ResourceExistsException,
  );
});

test.each([
  ['', {}, 'SecretString must be given'],
  ['x'.repeat(65_537), {}, 'longer than 65536 bytes'],
  ['new', { ClientRequestToken: 'short' }, '32 to 64 characters'],
  ['new', { SecretId: 'nobody' }, "can't find the specified secret"],
])('a value %.8s with %j is refused', async (value, more, reason) => {
  await expect(put(value, more)).rejects.toThrow(reason);
});

const password = async (input: GetRandomPasswordCommandInput) =>
  (await secrets.send(new GetRandomPasswordCommand(input))).RandomPassword;

test('a random password has all kinds of characters, none of the excluded ones', async () => {
  const made = await password({ PasswordLength: 4, ExcludeCharacters: 'abc' });
  expect(made).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\s]).{4}$/);
  expect(made).not.toMatch(/[abc]/);
  const plain = { ExcludePunctuation: true, ExcludeNumbers: true, ExcludeUppercase: true };
  expect(await password(plain)).toMatch(/^[a-z]{32}$/);
});

test.each([
  [{ PasswordLength: 3 }, 'too short for 4 kinds'],
  [{ PasswordLength: 0 }, 'PasswordLength'],
])('a password of %j is refused', async (input, reason) => {
  await expect(password(input)).rejects.toThrow(reason);
});
