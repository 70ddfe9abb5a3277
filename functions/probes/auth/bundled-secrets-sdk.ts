import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SecretsSdk } from './aws-secrets.ts';

/** For functions: a bundle holds only what is named here, of a client that is imported whole by `import()` all of it. */
export const BUNDLED_SECRETS_SDK: SecretsSdk = {
  secretsManager: async () => ({ GetSecretValueCommand, SecretsManagerClient }),
  ssm: async () => ({ GetParameterCommand, SSMClient }),
};
