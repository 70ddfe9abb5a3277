import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a retry must be able to make again: the same request, and the id that the first one got. */
export interface Retry {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly body: string;
}

/**
 * The secret of feedback that was sent with an Idempotency-Key. Nothing is kept to make it from: who sends the same
 * request again is given the same secret, and nobody can read it in the table.
 */
export function secretOfRetry({ id, idempotencyKey, body }: Retry): string {
  return createHmac('sha256', idempotencyKey).update(`${id}\n${body}`).digest('base64url');
}

/** As it is kept. A secret is random, so that it needs no salt. */
export function secretHashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether it is the secret, in a time that tells nothing of it. */
export function isSecret(secret: string, secretHash: string): boolean {
  const [given, kept] = [Buffer.from(secretHashOf(secret)), Buffer.from(secretHash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
