import type { StreamMapping } from './mapping.ts';
import type { StreamRecord } from './stream-record.ts';

/** Consecutive records of one shard on their way to the function. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  /** Attempts that failed. */
  readonly failures: number;
}

/** What becomes of a batch that failed: what is given up, what is tried again, and after which driven time. */
export interface StreamVerdict {
  readonly discarded: readonly StreamRecord[];
  readonly condition?: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly remaining: readonly StreamBatch[];
  readonly waitMs: number;
}

/** Waits double from one second up to this. AWS does not say how it spaces retries of streams: assumed. */
const LONGEST_WAIT_MS = 60_000;

type Rules = Pick<StreamMapping, 'bisects' | 'maxRetries' | 'maxRecordAgeMs'>;

/**
 * Decides how a batch goes on after a failed attempt.
 *
 * @param failedFrom - index of the first record that failed; those before it are done
 */
export function afterFailedBatch(
  { records, failures }: StreamBatch,
  failedFrom: number,
  rules: Rules,
  nowMs: number,
): StreamVerdict {
  const rest = records.slice(failedFrom);
  const isProgress = failedFrom > 0;
  const failed = isProgress ? 1 : failures + 1;
  const waitMs = backoffMs(failed);
  const tooOld = rest.filter((record) => createdAtMs(record) + rules.maxRecordAgeMs < nowMs);
  if (tooOld.length > 0) {
    const young = rest.slice(tooOld.length);
    const remaining = young.length > 0 ? [{ records: young, failures: failed }] : [];
    return { discarded: tooOld, condition: 'RecordAgeExceeded', remaining, waitMs };
  }
  // Splitting does not count as a retry.
  if (rules.bisects && rest.length > 1 && !isProgress) {
    const half = Math.ceil(rest.length / 2);
    const halves = [rest.slice(0, half), rest.slice(half)];
    const remaining = halves.map((part) => ({ records: part, failures }));
    return { discarded: [], remaining, waitMs: backoffMs(1) };
  }
  if (failed > rules.maxRetries) {
    return { discarded: rest, condition: 'RetryAttemptsExhausted', remaining: [], waitMs: 0 };
  }
  return { discarded: [], remaining: [{ records: rest, failures: failed }], waitMs };
}

/** Driven time before the next attempt after so many failures in a row. */
export function backoffMs(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), LONGEST_WAIT_MS);
}

function createdAtMs({ dynamodb }: StreamRecord): number {
  return dynamodb.ApproximateCreationDateTime * 1000;
}
