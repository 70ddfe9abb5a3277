import type { AddressGuard } from '../../shared/address-guard.ts';
import type { StartTimer } from '../../shared/timer.ts';
import type { Authenticate } from '../auth/authenticator.ts';
import { SecureContexts } from '../exchange/secure-contexts.ts';
import type { HeartbeatTarget, JourneyStep, Target } from '../targets/target.ts';
import type { AttemptResult } from './attempt-result.ts';
import type { CheckHttp } from './check-http.ts';
import { createCheckHttp } from './create-check-http.ts';
import { lookAt } from './look-at.ts';
import { unknownResult } from './result-of.ts';

/** Makes one attempt at a target of any kind. Never rejects: what is our own fault is `unknown`. */
export type Attempt = (target: Target) => Promise<AttemptResult>;

export interface AttemptTools {
  readonly guard: AddressGuard;
  /** A monotonic clock: all durations are its. */
  readonly nowMs: () => number;
  /** The time of day: certificates expire by it. */
  readonly now: () => Date;
  /** The longest delay of this process since then, in milliseconds. */
  readonly worstDelaySince: (sinceMs: number) => number;
  readonly authenticate: Authenticate;
  /** Walks a journey: each step is checked by `check`, within the time of one attempt. */
  readonly walk: (steps: readonly JourneyStep[], check: CheckHttp) => Promise<AttemptResult>;
  /** Judges the last beat of a job. */
  readonly heartbeat: (target: HeartbeatTarget) => Promise<AttemptResult>;
  /**
   * What handshakes have in common.
   * @default - trusts the authorities that Node knows
   */
  readonly contexts?: SecureContexts;
  /** @default - the system's */
  readonly startTimer?: StartTimer;
  /**
   * Servers that DNS probes ask, `address` or `address:port`.
   * @default - those of the system
   */
  readonly nameServers?: readonly string[];
}

export function createAttempt({
  contexts = new SecureContexts(),
  ...given
}: AttemptTools): Attempt {
  const tools = { ...given, contexts };
  return async (target) => {
    try {
      return await attempt(target, tools);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return unknownResult(`the prober failed: ${why}`);
    }
  };
}

async function attempt(
  target: Target,
  tools: AttemptTools & { readonly contexts: SecureContexts },
): Promise<AttemptResult> {
  switch (target.kind) {
    case 'http':
      return (await createCheckHttp(target, tools)(target.request, target.expect)).result;
    case 'journey':
      return tools.walk(target.steps, createCheckHttp(target, tools));
    case 'heartbeat':
      return tools.heartbeat(target);
    default:
      return lookAt(target, tools);
  }
}
