import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChallengeParameters } from './challenge.ts';

/** Over the parameters as JSON with sorted keys, as ALTCHA does. */
export function signatureOf(parameters: ChallengeParameters, hmacKey: string): string {
  const sorted = Object.fromEntries(
    Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHmac('sha256', hmacKey).update(JSON.stringify(sorted)).digest('hex');
}

/** Under a key of its own: what signs keys must sign no parameters. */
export function keySignatureOf(derivedKey: Buffer, hmacKey: string): string {
  return createHmac('sha256', keySigningKey(hmacKey)).update(derivedKey).digest('hex');
}

export function keySigningKey(hmacKey: string): string {
  return `${hmacKey} keys`;
}

/** Takes as long for signatures that are nearly right. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
