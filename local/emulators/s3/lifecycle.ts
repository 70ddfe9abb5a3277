import type { Timer } from '../../clock.ts';
import type { Cloud } from '../../emulator.ts';
import type { Bucket } from './bucket.ts';
import type { LifecycleRule } from './bucket-definition.ts';
import type { Buckets } from './buckets.ts';
import type { ObjectHead } from './stored-object.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes each hour what has expired. S3 deletes some time after; assumed: within the hour. */
export function expireObjects({ clock }: Cloud, buckets: Buckets): Timer {
  return clock.every(HOUR_MS, () => {
    for (const bucket of buckets.all()) sweep(bucket, clock.now());
  });
}

function sweep(bucket: Bucket, nowMs: number): void {
  for (const head of bucket.list()) {
    const ends = bucket.definition.lifecycle.map((rule) => expiryMs(rule, head));
    if (ends.some((endMs) => endMs <= nowMs)) bucket.remove(head.key);
  }
}

/**
 * So many days after it was written, and then the next midnight in UTC.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function expiryMs({ Status, Prefix = '', ExpirationInDays }: LifecycleRule, head: ObjectHead) {
  const isCovered = Status === 'Enabled' && head.key.startsWith(Prefix);
  if (!isCovered || ExpirationInDays === undefined) return Number.POSITIVE_INFINITY;
  return Math.ceil((head.modifiedMs + ExpirationInDays * DAY_MS) / DAY_MS) * DAY_MS;
}
