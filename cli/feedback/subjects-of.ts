import { subjectOf } from '../../functions/feedback/mail/subject-of.ts';
import type { Target } from '../target.ts';

/** What an address is found by: with the stage's key, which lies in Secrets Manager. */
export function subjectsOf({ client, prefix }: Target): (email: string) => Promise<string> {
  return async (email) => {
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager'); // no other command waits for it
    const { secretKey } = await import('../../functions/feedback/mail/secret-key.ts');
    const key = secretKey(new SecretsManagerClient(client), `${prefix}feedback-key`, Date.now);
    return subjectOf(await key(), email);
  };
}
