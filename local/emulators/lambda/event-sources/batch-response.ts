import type { Outcome } from '../execution-environment.ts';

/** Which items of a batch a function failed on, by their identifiers. */
export type BatchResponse =
  | { readonly kind: 'all-succeeded' }
  | { readonly kind: 'all-failed' }
  | { readonly kind: 'some-failed'; readonly identifiers: ReadonlySet<string> };

/**
 * Reads the answer to a batch. Where the mapping reports item failures, AWS takes nothing, `{}` and an empty list for
 * success, and every answer that it cannot read, or that names an unknown item, for the failure of all.
 */
export function readBatchResponse(
  { failure, payload }: Pick<Outcome, 'failure' | 'payload'>,
  reportsItemFailures: boolean,
  identifiers: readonly string[],
): BatchResponse {
  if (failure) return { kind: 'all-failed' };
  if (!reportsItemFailures) return { kind: 'all-succeeded' };
  const failed = itemFailuresIn(payload);
  if (failed.length === 0) return { kind: 'all-succeeded' };
  const known = failed.filter((identifier) => identifiers.includes(String(identifier)));
  if (known.length < failed.length) return { kind: 'all-failed' };
  return { kind: 'some-failed', identifiers: new Set(known.map(String)) };
}

/** An unreadable answer is one item that nobody knows. */
function itemFailuresIn(payload: Uint8Array): readonly unknown[] {
  const answer: unknown = JSON.parse(Buffer.from(payload).toString() || 'null');
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    return answer === null ? [] : [undefined];
  }
  const failures = Reflect.get(answer, 'batchItemFailures') ?? [];
  if (!Array.isArray(failures)) return [undefined];
  return failures.map((item) => item?.itemIdentifier);
}
