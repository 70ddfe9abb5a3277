import { createHmac } from 'node:crypto';

/** The secret in the links of all mails about one piece of feedback. It is kept nowhere: the key makes it again. */
export function mailSecretOf(key: string, id: string): string {
  return createHmac('sha256', key).update(`mail ${id}`).digest('base64url');
}
