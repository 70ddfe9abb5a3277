import type { Challenge } from '../../functions/feedback/challenge/challenge.ts';
import { solveChallenge } from './solve-challenge.ts';

const PATIENCE_MS = 20_000;

/**
 * Works for a letter: a file of its own, which is loaded when the API asks for that.
 *
 * @param url - of the API's challenges
 * @returns what the header `Altcha` takes; undefined when it was told to stop, or gave up
 */
export async function prove(
  url: string,
  signal: AbortSignal,
  onEstimate: (seconds: number) => void,
): Promise<string | undefined> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const answer = await fetch(url, { credentials: 'omit', signal: patience });
  const challenge: Challenge = await answer.json();
  const solution = await solveChallenge(challenge, signal, onEstimate);
  return solution && btoa(JSON.stringify({ challenge, solution }));
}
