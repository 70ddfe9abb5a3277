import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from '../../shared/headers.ts';
import { checkingKeys } from './challenge-keys.ts';
import { challengeRequired } from './challenge-required.ts';
import type { ChallengeState } from './challenge-store.ts';
import { checkSolution, type SpentSolution } from './check-solution.ts';

/**
 * What a post spends to be let in: nothing, unless posts have come faster than usual; then the solution that it brings.
 * Rejects with `challenge_required` where that is missing or none.
 *
 * @param state - undefined while it cannot be read: then all are let in, for to lose what users say of an outage is worse
 * than a flood
 */
export function admitPost(
  event: APIGatewayProxyEvent,
  state: ChallengeState | undefined,
  nowMs: number,
): SpentSolution | undefined {
  const { keys, requiredUntilEpochSeconds = 0 } = state ?? {};
  if (!keys || requiredUntilEpochSeconds * 1000 <= nowMs) return undefined;
  const header = headerOf(event, 'altcha');
  if (header === undefined) throw challengeRequired('missing');
  const { spent, flaw } = checkSolution(header, checkingKeys(keys), nowMs);
  if (!spent) throw challengeRequired(flaw);
  return spent;
}
