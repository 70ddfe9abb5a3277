import { pbkdf2Sync } from 'node:crypto';
import { ALGORITHM, type Challenge } from './challenge.ts';
import { keySignatureOf, signatureOf } from './challenge-signatures.ts';

/** Together with the counter 0.3 s of one core of a laptop, a few seconds on a slow phone. */
const COST = 1_000;
const LEAST_COUNTER = 500;
const COUNTERS = 500;

const KEY_BYTES = 32;
const PREFIX_BYTES = 16;
const RANDOM_BYTES = 16;

/** Time enough for the slowest phone, and for a person who mends the message meanwhile. */
const LIFETIME_SECONDS = 600;

/** @param randomBytes - unpredictable, so many */
export function newChallenge(
  hmacKey: string,
  nowMs: number,
  randomBytes: (count: number) => Buffer,
): Challenge {
  const nonce = randomBytes(RANDOM_BYTES);
  const salt = randomBytes(RANDOM_BYTES);
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(LEAST_COUNTER + (randomBytes(4).readUInt32BE() % COUNTERS));
  const derivedKey = pbkdf2Sync(Buffer.concat([nonce, counter]), salt, COST, KEY_BYTES, 'sha256');
  const parameters = {
    algorithm: ALGORITHM,
    cost: COST,
    expiresAt: Math.floor(nowMs / 1000) + LIFETIME_SECONDS,
    keyLength: KEY_BYTES,
    keyPrefix: derivedKey.toString('hex', 0, PREFIX_BYTES),
    keySignature: keySignatureOf(derivedKey, hmacKey),
    nonce: nonce.toString('hex'),
    salt: salt.toString('hex'),
  } as const;
  return { parameters, signature: signatureOf(parameters, hmacKey) };
}
