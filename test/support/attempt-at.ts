import {
  type Attempt,
  type AttemptTools,
  createAttempt,
} from '../../functions/probes/kinds/attempt.ts';
import type { AttemptResult } from '../../functions/probes/kinds/attempt-result.ts';
import type { HttpRequest } from '../../functions/probes/targets/http-request.ts';
import { askTools } from './ask-tools.ts';
import { authenticatorUnderTest } from './authenticator-under-test.ts';
import { probeRequest } from './probe-request.ts';
import { httpTarget } from './probe-targets.ts';

/** Attempts as they are in the prober, but for what differs. */
export function attemptUnderTest(differing: Partial<AttemptTools> = {}): Attempt {
  return createAttempt({
    ...askTools(),
    worstDelaySince: () => 0, // this machine is busy with other tests
    authenticate: authenticatorUnderTest().authenticate,
    walk: () => Promise.reject(new Error('this test has no journey')),
    heartbeat: () => Promise.reject(new Error('this test has no heartbeat')),
    ...differing,
  });
}

/** Probes an address once. */
export function attemptAt(
  url: string,
  request: Partial<HttpRequest> = {},
  { giveUpAfterMs = 5_000, ...tools }: Partial<AttemptTools> & { giveUpAfterMs?: number } = {},
): Promise<AttemptResult> {
  const target = httpTarget({ request: probeRequest({ url, ...request }), giveUpAfterMs });
  return attemptUnderTest(tools)(target);
}
