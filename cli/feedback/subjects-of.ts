import { subjectOf } from '../../functions/feedback/subjects/subject-of.ts';
import type { Target } from '../target.ts';

/** What an address is found by: with the stage's key, which lies in Secrets Manager. */
export function subjectsOf(target: Target): (email: string) => Promise<string> {
  return async (email) => subjectOf(await keyOf(target), email);
}

async function keyOf({ client, prefix }: Target): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import(
    '@aws-sdk/client-secrets-manager' // no other command waits for it
  );
  const SecretId = `${prefix}feedback-key`;
  const secrets = new SecretsManagerClient(client);
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  if (SecretString) return SecretString;
  throw new Error(`The secret ${SecretId} holds no text: nobody's feedback can be found by it`);
}
