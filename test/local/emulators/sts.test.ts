import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { sts } from '../../../local/emulators/sts.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ Resources: {} }, { emulators: [sts] });
});
afterAll(() => cloud.stop());

test('knows the developer', async () => {
  const identity = await new STSClient(cloud.client).send(new GetCallerIdentityCommand());
  expect(identity).toMatchObject({
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:root',
  });
});

test('gives keys of a role that work, and end in driven time', async () => {
  const RoleArn = 'arn:aws:iam::123456789012:role/worker';
  const assumed = await new STSClient(cloud.client).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', DurationSeconds: 900 }),
  );
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken = '',
    Expiration,
  } = assumed.Credentials ?? {};
  expect(Expiration).toEqual(new Date(cloud.clock.now() + 900_000));

  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  const client = new STSClient({ ...cloud.client, credentials });
  expect((await client.send(new GetCallerIdentityCommand())).Arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/worker/me',
  );
});
