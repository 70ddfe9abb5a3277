import type { AddressGuard } from '../shared/address-guard.ts';
import { createAuthenticator } from './auth/authenticator.ts';
import { SecretMask } from './auth/secret-mask.ts';
import { createSecretReader, type FetchSecret } from './auth/secret-reader.ts';
import type { AwsKeys } from './auth/sigv4.ts';
import type { SendForToken } from './auth/tokens.ts';
import { ask } from './exchange/ask.ts';
import type { ConnectionTools } from './exchange/open-connection.ts';
import { SecureContexts } from './exchange/secure-contexts.ts';
import { createWalk } from './journeys/walk.ts';
import { type Attempt, type AttemptTools, createAttempt } from './kinds/attempt.ts';
import { explainFailure } from './kinds/explain-failure.ts';

/** What differs between the prober and a developer's computer. */
export interface EngineOptions
  extends Pick<AttemptTools, 'heartbeat' | 'nameServers' | 'now' | 'nowMs' | 'worstDelaySince'> {
  readonly guard: AddressGuard;
  readonly fetchSecret: FetchSecret;
  /** What requests to AWS are signed with. */
  readonly awsKeys: AwsKeys;
}

/** A probe waits for its token: longer ones would leave it no time of its own. */
const TOKEN_LIMIT_MS = 5_000;

/** All that attempts need, put together: one for the life of a process, so that secrets and tokens are kept. */
export function createEngine({ fetchSecret, awsKeys, ...options }: EngineOptions): Attempt {
  const now = () => options.now().getTime();
  const contexts = new SecureContexts();
  const mask = new SecretMask();
  const authenticate = createAuthenticator({
    secrets: createSecretReader(fetchSecret, now),
    sendForToken: tokenSender({ ...options, contexts }),
    awsKeys,
    now,
    mask,
  });
  const attempt = createAttempt({ ...options, contexts, authenticate, walk: createWalk(now) });
  return async (target) => mask.overResult(await attempt(target));
}

/** Tokens are fetched as probes are made: by the same guard, with the same limits. */
function tokenSender(tools: ConnectionTools): SendForToken {
  return async (request) => {
    const answer = await ask(request, tools.nowMs() + TOKEN_LIMIT_MS, tools);
    if (answer.kind === 'failed') throw new Error(explainFailure(answer, TOKEN_LIMIT_MS));
    return answer;
  };
}
