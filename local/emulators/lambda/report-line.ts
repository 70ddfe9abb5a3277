import type { Outcome } from './execution-environment.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

const MEGABYTE = 2 ** 20;

/** The `REPORT` line that AWS writes at the end of each invocation, and whose figures it bills. */
export function reportLine(
  requestId: string,
  { memorySizeMb }: FunctionConfiguration,
  { durationMs, initMs, memoryBytes, failure }: Outcome,
): string {
  const usedMb = Math.min(memorySizeMb, Math.ceil(memoryBytes / MEGABYTE));
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memorySizeMb} MB`,
    `Max Memory Used: ${failure?.errorType === OUT_OF_MEMORY ? memorySizeMb : usedMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...statusOf(failure?.errorType),
  ];
  return `${fields.join('\t')}\t`;
}

const OUT_OF_MEMORY = 'Runtime.OutOfMemory';

/** Errors that the handler itself threw are no status of the environment. */
function statusOf(errorType: string | undefined): readonly string[] {
  if (errorType === 'Sandbox.Timedout') return ['Status: timeout'];
  if (errorType !== 'Runtime.ExitError' && errorType !== OUT_OF_MEMORY) return [];
  return ['Status: error', `Error Type: ${errorType}`];
}
