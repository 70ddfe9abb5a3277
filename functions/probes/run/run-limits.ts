import type { Context } from 'aws-lambda';
import type { RunLimits } from './run-tools.ts';

/** Memory that one vCPU comes with. */
const VCPU_MB = 1_769;

/** More at once measure each other. */
const EXCHANGES_PER_VCPU = 10;

/** Kept free at the end of a run, for its last results. */
const MARGIN_MS = 2_000;

/** What Lambda leaves a run. */
export function limitsOf(
  context: Pick<Context, 'getRemainingTimeInMillis' | 'memoryLimitInMB'>,
  holder: string,
): RunLimits {
  const vcpus = Number(context.memoryLimitInMB) / VCPU_MB;
  return {
    holder,
    exchangesAtOnce: Math.max(1, Math.floor(EXCHANGES_PER_VCPU * vcpus)),
    msLeft: () => context.getRemainingTimeInMillis() - MARGIN_MS,
  };
}
