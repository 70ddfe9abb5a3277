import { createHmac } from 'node:crypto';

/**
 * What an address is found by, in any letter case: without the key nobody can tell whether somebody's address is in the
 * index.
 */
export function subjectOf(key: string, email: string): string {
  return createHmac('sha256', key).update(`subject ${email.toLowerCase()}`).digest('base64url');
}
