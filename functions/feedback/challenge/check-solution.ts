import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { ALGORITHM } from './challenge.ts';
import { isSame, keySignatureOf, signatureOf } from './challenge-signatures.ts';

/** What keeps a solution from being used twice. */
export interface SpentSolution {
  /** Of its challenge: one challenge has one solution. */
  readonly solutionHash: string;
  /** When its challenge ends: afterwards it is refused anyway. */
  readonly expiresAtEpochSeconds: number;
}

export type CheckedSolution =
  | { readonly spent: SpentSolution; readonly flaw?: never }
  | { readonly flaw: 'unreadable' | 'expired' | 'forged' | 'unsolved'; readonly spent?: never };

/** Ours have 700. */
const MAX_LENGTH = 2_000;

const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2}){1,64}$/));
const whole = z.int().check(z.gte(0));

/** The header as ALTCHA's own clients make it. */
const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.strictObject({
      algorithm: z.literal(ALGORITHM),
      cost: whole,
      expiresAt: whole,
      keyLength: whole,
      keyPrefix: hex,
      keySignature: hex,
      nonce: hex,
      salt: hex,
    }),
    signature: hex,
  }),
  solution: z.object({ counter: whole, derivedKey: hex }),
});

/**
 * Judges what a client sent as its solution.
 *
 * @param header - untrusted: base64 of JSON, `{ challenge, solution }`
 * @param hmacKeys - those whose challenges may be under way
 */
export function checkSolution(
  header: string,
  hmacKeys: readonly string[],
  nowMs: number,
): CheckedSolution {
  const payload = payloadIn(header);
  if (!payload) return { flaw: 'unreadable' };
  const { challenge, solution } = payload;
  const { parameters, signature } = challenge;
  const { expiresAt } = parameters;
  const hmacKey = hmacKeys.find((key) => isSame(signatureOf(parameters, key), signature));
  if (hmacKey === undefined) return { flaw: 'forged' };
  if (expiresAt * 1000 <= nowMs) return { flaw: 'expired' };
  const derivedKey = Buffer.from(solution.derivedKey, 'hex');
  if (!isSame(keySignatureOf(derivedKey, hmacKey), parameters.keySignature)) {
    return { flaw: 'unsolved' };
  }
  const solutionHash = createHash('sha256').update(signature).digest('base64url');
  return { spent: { solutionHash, expiresAtEpochSeconds: expiresAt } };
}

function payloadIn(header: string): z.output<typeof payloadSchema> | undefined {
  if (header.length > MAX_LENGTH) return undefined;
  try {
    return payloadSchema.safeParse(JSON.parse(Buffer.from(header, 'base64').toString())).data;
  } catch {
    return undefined; // no JSON
  }
}
