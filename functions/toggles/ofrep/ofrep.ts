import { createHash } from 'node:crypto';
import { evaluate, type Snapshot } from '../reader/evaluate.ts';
import type { EvaluationContext, EvaluationError, Reason } from '../reader/evaluation.ts';
import type { ToggleValue } from '../toggle.ts';
import { OfrepError, type OfrepErrorCode } from './ofrep-error.ts';

/** What one caller may see of the toggles. */
export interface OfrepView {
  readonly snapshot: Snapshot;
  /** Whether the store has not answered for so long that a change may be missing. */
  readonly isStale: boolean;
  /** Whether the caller has a key of its own. With the publishable one it sees what is exposed to clients. */
  readonly seesAll: boolean;
}

interface OfrepSuccess {
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

/** Which state of the toggles an answer was made from. Nothing else of them is a caller's to know. */
interface OfrepMetadata {
  readonly docVersion: number;
  readonly killVersion: number;
}

export interface OfrepBulk {
  readonly flags: readonly (OfrepSuccess | OfrepFailure)[];
  readonly metadata: OfrepMetadata;
}

/** One toggle for one user. Throws an OfrepError; one that the caller may not see does not exist for it. */
export function evaluateOne(
  view: OfrepView,
  key: string,
  context: EvaluationContext,
): OfrepSuccess & { readonly metadata: OfrepMetadata } {
  if (!isVisible(view, key)) throw new OfrepError('FLAG_NOT_FOUND', 'There is no such toggle');
  const flag = evaluateVisible(view, key, context);
  if ('errorCode' in flag) throw new OfrepError(flag.errorCode, flag.errorDetails);
  return { ...flag, metadata: metadataOf(view) };
}

/** All toggles that the caller may see. One that is broken does not hide the others. */
export function evaluateAll(view: OfrepView, context: EvaluationContext): OfrepBulk {
  const keys = view.snapshot.flags.keys().filter((key) => isVisible(view, key));
  const flags = keys.map((key) => evaluateVisible(view, key, context));
  return { flags, metadata: metadataOf(view) };
}

/**
 * Changes with the versions and with the context (a client that logs in must not keep what it had), and with the
 * answer itself: a schedule changes that alone.
 */
export function etagOf(answer: OfrepBulk, context: EvaluationContext): string {
  const parts = JSON.stringify([answer, context]);
  return `"${createHash('sha256').update(parts).digest('base64url').slice(0, 27)}"`;
}

function isVisible({ snapshot, seesAll }: OfrepView, key: string): boolean {
  const toggle = snapshot.flags.toggleOf(key);
  return toggle !== undefined && (seesAll || toggle.metadata?.exposed === 'client');
}

function evaluateVisible(
  { snapshot, isStale }: OfrepView,
  key: string,
  context: EvaluationContext,
): OfrepSuccess | OfrepFailure {
  const resolution = evaluate(snapshot, key, context);
  if ('errorCode' in resolution) return failureOf(key, resolution.errorCode);
  const { value, variant, reason } = resolution;
  return { key, value, reason: isStale ? 'STALE' : reason, variant };
}

/** No rule leaks to a caller, not even by way of its error message. */
function failureOf(key: string, errorCode: EvaluationError): OfrepFailure {
  if (errorCode === 'TARGETING_KEY_MISSING') {
    const errorDetails = 'This toggle is served by percentage: send context.targetingKey';
    return { key, errorCode, errorDetails };
  }
  return { key, errorCode: 'GENERAL', errorDetails: 'The toggle cannot be evaluated' };
}

function metadataOf({ snapshot: { docVersion, killVersion } }: OfrepView): OfrepMetadata {
  return { docVersion, killVersion };
}
