import {
  GetSecretValueCommand,
  SecretsManagerClient,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import type { NowMs } from './clock.ts';
import { Unavailable } from './unavailable.ts';

/** A secret that other things are made with. Never logged. */
export type SecretKey = () => Promise<string>;

/** A key that was changed is known after so long at the latest. */
const LIFETIME_MS = 300_000;

/** A client that gives up in time. One a function, at module scope. */
export function createSecretsClient(): SecretsManagerClient {
  return new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 2_000,
      throwOnRequestTimeout: true,
    },
  });
}

/** The text of a secret, read when it is needed. Rejects with `Unavailable` while Secrets Manager does not answer. */
export function secretKey(client: SecretsManagerClient, secretId: string, now: NowMs): SecretKey {
  let known: { readonly text: string; readonly readAtMs: number } | undefined;
  return async () => {
    if (known && Math.abs(now() - known.readAtMs) < LIFETIME_MS) return known.text;
    const text = await read(client, secretId);
    known = { text, readAtMs: now() };
    return text;
  };
}

async function read(client: SecretsManagerClient, SecretId: string): Promise<string> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (SecretString) return SecretString;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new Unavailable('Secrets Manager does not answer', { cause: error });
  }
  throw new Error(`The secret ${SecretId} holds no text: put one in`);
}

function isOutage(error: unknown): boolean {
  if (error instanceof SecretsManagerServiceException) {
    return error.$fault === 'server' || error.name === 'ThrottlingException';
  }
  return error instanceof Error && ('code' in error || error.name === 'TimeoutError');
}
