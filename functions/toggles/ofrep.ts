import { createHash } from 'node:crypto';
import { evaluate, type Snapshot } from './evaluate.ts';
import type { EvaluationContext, Reason } from './evaluation.ts';
import { OfrepError, type OfrepErrorCode } from './ofrep-error.ts';
import type { ToggleValue } from './toggle.ts';

export interface OfrepSuccess {
  readonly key: string;
  readonly value: ToggleValue;
  readonly reason: Reason;
  readonly variant: string;
}

interface OfrepFailure {
  readonly key: string;
  readonly errorCode: OfrepErrorCode;
  readonly errorDetails: string;
}

export interface OfrepBulk {
  readonly flags: readonly (OfrepSuccess | OfrepFailure)[];
}

/** One toggle for one user. One that is not exposed to clients does not exist here. */
export function evaluateOne(
  snapshot: Snapshot,
  key: string,
  context: EvaluationContext,
): OfrepSuccess {
  const flag = isExposed(snapshot, key) ? evaluateExposed(snapshot, key, context) : undefined;
  if (!flag) throw new OfrepError('FLAG_NOT_FOUND', 'There is no such toggle for clients');
  if ('errorCode' in flag) throw new OfrepError(flag.errorCode, flag.errorDetails);
  return flag;
}

/** All toggles that are exposed to clients. One that is broken does not hide the others. */
export function evaluateAll(snapshot: Snapshot, context: EvaluationContext): OfrepBulk {
  const keys = snapshot.flags.keys().filter((key) => isExposed(snapshot, key));
  return { flags: keys.map((key) => evaluateExposed(snapshot, key, context)) };
}

/**
 * Changes with the versions and with the context (a client that logs in must not keep what it had), and with the
 * answer itself: a schedule changes that alone.
 */
export function etagOf(snapshot: Snapshot, context: EvaluationContext, answer: OfrepBulk): string {
  const { docVersion, killVersion } = snapshot;
  const parts = JSON.stringify([docVersion, killVersion, context, answer]);
  return `"${createHash('sha256').update(parts).digest('base64url').slice(0, 27)}"`;
}

function isExposed({ flags }: Snapshot, key: string): boolean {
  return flags.toggleOf(key)?.metadata?.exposed === 'client';
}

function evaluateExposed(
  snapshot: Snapshot,
  key: string,
  context: EvaluationContext,
): OfrepSuccess | OfrepFailure {
  if (needsTargetingKey(snapshot, key) && context.targetingKey === undefined) {
    const errorDetails = 'This toggle is served by percentage: send context.targetingKey';
    return { key, errorCode: 'TARGETING_KEY_MISSING', errorDetails };
  }
  const resolution = evaluate(snapshot, key, context);
  if ('errorCode' in resolution) {
    // No rule leaks to a client, not even by way of its error message.
    return { key, errorCode: 'GENERAL', errorDetails: 'The toggle cannot be evaluated' };
  }
  const { value, variant, reason } = resolution;
  return { key, value, reason, variant };
}

/** A percentage without a key gives everybody the default variant, which no caller could mean. */
function needsTargetingKey({ flags, kills }: Snapshot, key: string): boolean {
  const toggle = flags.toggleOf(key);
  if (toggle?.state !== 'ENABLED' || Object.hasOwn(kills, key)) return false;
  return JSON.stringify(toggle.targeting ?? {}).includes('"fractional"');
}
