import * as secretsManagerSdk from '@aws-sdk/client-secrets-manager';
import * as ssmSdk from '@aws-sdk/client-ssm';
import { awsSecrets } from '../../../../functions/probes/auth/aws-secrets.ts';
import { secretsManager } from '../../../../local/emulators/secrets-manager.ts';
import { ssm } from '../../../../local/emulators/ssm.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const RESOURCES = {
  Key: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: { Name: 'shop/key', GenerateSecretString: { PasswordLength: 40 } },
  },
};

let cloud: TestCloud;

beforeAll(async () => {
  const emulators = [secretsManager, ssm];
  cloud = await startTestCloud({ Resources: RESOURCES }, { emulators });
  const secure = { Name: '/shop/token', Type: 'SecureString', Value: 'token' } as const;
  await new ssmSdk.SSMClient(cloud.client).send(new ssmSdk.PutParameterCommand(secure));
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults.clear());

/** Counts which parts of the SDK were loaded. */
function fetcher() {
  const loaded: string[] = [];
  const fetch = awsSecrets(
    {
      secretsManager: async () => {
        loaded.push('secretsManager');
        return secretsManagerSdk;
      },
      ssm: async () => {
        loaded.push('ssm');
        return ssmSdk;
      },
    },
    cloud.client,
  );
  return { fetch, loaded };
}

test('reads secrets by name and by ARN, and parameters by name', async () => {
  const { fetch } = fetcher();
  const byName = await fetch({ secret: 'shop/key' });
  expect(byName).toHaveLength(40);
  const sdk = new secretsManagerSdk.SecretsManagerClient(cloud.client);
  const command = new secretsManagerSdk.DescribeSecretCommand({ SecretId: 'shop/key' });
  const { ARN = '' } = await sdk.send(command);
  expect(await fetch({ secret: ARN })).toBe(byName);
  expect(await fetch({ parameter: '/shop/token' })).toBe('token');
});

test('a prober without parameters does without their client', async () => {
  const { fetch, loaded } = fetcher();
  expect(loaded).toEqual([]);
  await fetch({ secret: 'shop/key' });
  expect(loaded).toEqual(['secretsManager']);
});

test.each([
  [{ secret: 'shop/other' }, 'ResourceNotFoundException'],
  [{ parameter: '/shop/other' }, 'ParameterNotFound'],
])('says what is wrong with %j', async (reference, name) => {
  await expect(fetcher().fetch(reference)).rejects.toMatchObject({ name });
});

test('a secret is asked for in the region of its ARN, and by one client a region', async () => {
  const regions: unknown[] = [];
  class WatchedClient extends secretsManagerSdk.SecretsManagerClient {
    constructor(options: secretsManagerSdk.SecretsManagerClientConfig) {
      super(options);
      regions.push(options.region);
    }
  }
  const secretsManager = async () => ({
    ...secretsManagerSdk,
    SecretsManagerClient: WatchedClient,
  });
  const fetch = awsSecrets({ secretsManager, ssm: async () => ssmSdk }, cloud.client);
  const elsewhere = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/key-AbCdEf';
  for (const secret of ['shop/key', elsewhere, elsewhere, 'shop/key']) {
    await fetch({ secret }).catch(() => undefined); // the one elsewhere is not there
  }
  expect(regions).toEqual(['eu-west-1', 'us-east-1']);
});
