import { Unavailable } from '../../shared/unavailable.ts';

/** What AWS says of a request that will never be right. */
const NEVER_RIGHT = ['ValidationException', 'InvalidParameter', 'InvalidParameterValue'];

/**
 * Whether a failure lies in the record itself, so that no further try can help: a defect of ours, or what AWS refuses for
 * its content. An outage, a lost race and a missing right are none: they end, and hold up nothing that was lost.
 */
export function isPoison(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if (error instanceof Unavailable) return false;
  if (NEVER_RIGHT.some((name) => error.name.startsWith(name))) return true;
  // The SDK's errors have `$fault` or `$metadata`, Node's of the network a code, the SDK's own timeout its name.
  const isOfCall = '$fault' in error || '$metadata' in error || 'code' in error;
  return !isOfCall && error.name !== 'TimeoutError';
}
