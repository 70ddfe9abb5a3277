import type { Challenge, Solution } from '../../functions/feedback/challenge/challenge.ts';

/** The API asks for fewer than so many: an estimate may be too long, not too short. */
const MOST = 1_000;

/** Then it has no solution, or none that is worth it. */
const GIVEN_UP_AT = 100_000;

/** So many at once: the browser derives beside the page's own thread, which stays free. */
const AT_ONCE = 10;

/**
 * Tries one counter after the other; undefined when it was told to stop, or gave up.
 *
 * @param onEstimate - told once, as soon as it is known how fast this browser is: how long it takes at most
 */
export async function solveChallenge(
  { parameters }: Challenge,
  signal: AbortSignal,
  onEstimate: (seconds: number) => void,
): Promise<Solution | undefined> {
  const startedAt = performance.now();
  for (let first = 0; first < GIVEN_UP_AT && !signal.aborted; first += AT_ONCE) {
    const counters = Array.from({ length: AT_ONCE }, (_, index) => first + index);
    const keys = await Promise.all(counters.map((counter) => derivedKey(parameters, counter)));
    const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (found >= 0) return { counter: first + found, derivedKey: keys[found] ?? '' };
    const perCounterMs = (performance.now() - startedAt) / (first + AT_ONCE);
    if (first === AT_ONCE) onEstimate(Math.ceil((perCounterMs * MOST) / 1_000));
  }
  return undefined;
}

/** In hexadecimal digits. */
async function derivedKey(
  { cost, keyLength, nonce, salt }: Challenge['parameters'],
  counter: number,
): Promise<string> {
  const password = bytesOf(nonce + counter.toString(16).padStart(8, '0'));
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: cost };
  const bits = await crypto.subtle.deriveBits(algorithm, key, keyLength * 8);
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
