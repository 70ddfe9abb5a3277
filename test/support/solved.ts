import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from '../../functions/feedback/challenge/challenge.ts';

/** The header `Altcha` for a challenge, by ALTCHA's own solver. */
export async function solved(challenge: Challenge, counterStart = 0): Promise<string> {
  const parameters = { ...challenge.parameters };
  const solution = await solveChallenge({
    challenge: { ...challenge, parameters },
    deriveKey,
    counterStart,
  });
  return encoded({ challenge, solution });
}

/** As ALTCHA's clients send it. */
export function encoded(payload: unknown): string {
  return Buffer.from(JSON.stringify(payload)).toString('base64');
}
