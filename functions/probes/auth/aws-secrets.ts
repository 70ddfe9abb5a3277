import type * as SecretsManager from '@aws-sdk/client-secrets-manager';
import type * as Ssm from '@aws-sdk/client-ssm';
import type { SecretReference } from '../targets/secret-reference.ts';
import type { FetchSecret } from './secret-reader.ts';

/** The parts of the SDK that read secrets. A function bundles them; the command line loads them when it needs them. */
export interface SecretsSdk {
  readonly secretsManager: () => Promise<
    Pick<typeof SecretsManager, 'GetSecretValueCommand' | 'SecretsManagerClient'>
  >;
  readonly ssm: () => Promise<Pick<typeof Ssm, 'GetParameterCommand' | 'SSMClient'>>;
}

type ClientOptions = SecretsManager.SecretsManagerClientConfig & Ssm.SSMClientConfig;

/** Six seconds at most, within which a probe waits for it. */
const PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

/**
 * Reads from Secrets Manager and from the parameters of Systems Manager. A client is made when the first secret of its
 * kind is read: most stages have none.
 *
 * @param options - of the clients; names are looked up in its region, a secret's ARN in the ARN's
 */
export function awsSecrets(sdk: SecretsSdk, options: ClientOptions = {}): FetchSecret {
  const readSecret = secretsIn(sdk, options);
  const readParameter = parametersIn(sdk, options);
  return (reference: SecretReference) =>
    'secret' in reference ? readSecret(reference.secret) : readParameter(reference.parameter);
}

type Read = (name: string) => Promise<string | undefined>;

function secretsIn(sdk: SecretsSdk, options: ClientOptions): Read {
  const clients = new Map<string | undefined, SecretsManager.SecretsManagerClient>();
  return async (SecretId) => {
    const { GetSecretValueCommand, SecretsManagerClient } = await sdk.secretsManager();
    const region = regionOfArn(SecretId);
    const client =
      clients.get(region) ??
      new SecretsManagerClient({ ...PATIENCE, ...options, ...(region && { region }) });
    clients.set(region, client);
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  };
}

function parametersIn(sdk: SecretsSdk, options: ClientOptions): Read {
  let client: Ssm.SSMClient | undefined;
  return async (Name) => {
    const { GetParameterCommand, SSMClient } = await sdk.ssm();
    client ??= new SSMClient({ ...PATIENCE, ...options });
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name, WithDecryption: true }),
    );
    return Parameter?.Value;
  };
}

/** Secrets Manager answers for its own region alone. */
function regionOfArn(name: string): string | undefined {
  return name.startsWith('arn:') ? name.split(':')[3] : undefined;
}
