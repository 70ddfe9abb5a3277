import type { Definition } from './definitions.ts';
import { GatewayError } from './gateway-error.ts';
import { TokenBucket } from './token-bucket.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** One use of a key: which method of which stage is called, and when. */
export interface KeyUse {
  readonly apiId: string;
  readonly stageName: string;
  /** `/v1/feedback/POST`, as a usage plan names a method. */
  readonly methodKey: string;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday: quota weeks start on Sunday, as AWS counts them. */
const FIRST_SUNDAY_MS = 3 * DAY_MS;

/** The keys and usage plans of all APIs, and how much of each was used. */
export class UsagePlans {
  readonly keys = new Map<string, ApiKey>();
  readonly #plans = new Map<string, Definition<'usagePlan'>>();
  readonly #planKeys = new Map<string, Set<string>>();
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #used = new Map<string, { period: string; count: number }>();

  setPlan(id: string, plan: Definition<'usagePlan'>): void {
    this.#plans.set(id, plan);
    for (const bucket of this.#buckets.keys()) {
      if (bucket.startsWith(`${id}/`)) this.#buckets.delete(bucket);
    }
  }

  addKey({ UsagePlanId, KeyId }: Definition<'usagePlanKey'>): void {
    this.#planKeys.set(UsagePlanId, (this.#planKeys.get(UsagePlanId) ?? new Set()).add(KeyId));
  }

  /** Counts one call with `value`, or refuses it: 403 for a key that does not open this stage, 429 over its limits. */
  use(value: string | undefined, use: KeyUse): ApiKey {
    const key = [...this.keys.values()].find((candidate) => candidate.value === value);
    const found = key?.enabled ? this.#planOf(key, use) : undefined;
    if (!key || !found) throw new GatewayError('INVALID_API_KEY', 'Forbidden');
    this.#throttle(key, found, use);
    this.#countAgainstQuota(key, found, use.nowMs);
    return key;
  }

  #planOf(key: ApiKey, { apiId, stageName }: KeyUse): PlanOfKey | undefined {
    for (const [planId, plan] of this.#plans) {
      if (!this.#planKeys.get(planId)?.has(key.id)) continue;
      const stage = plan.ApiStages?.find((s) => s.ApiId === apiId && s.Stage === stageName);
      if (stage) return { planId, plan, methodLimits: stage.Throttle ?? {} };
    }
    return undefined;
  }

  #throttle(key: ApiKey, { planId, plan, methodLimits }: PlanOfKey, use: KeyUse): void {
    const ofMethod = methodLimits[use.methodKey];
    const scope = ofMethod ? `${use.apiId}/${use.stageName}${use.methodKey}` : 'all';
    const limit = ofMethod ?? plan.Throttle;
    if (limit?.RateLimit === undefined) return;
    const name = `${planId}/${key.id}/${scope}`;
    const bucket =
      this.#buckets.get(name) ??
      new TokenBucket(limit.RateLimit, limit.BurstLimit ?? limit.RateLimit);
    this.#buckets.set(name, bucket);
    if (!bucket.take(use.nowMs)) throw new GatewayError('THROTTLED', 'Too Many Requests');
  }

  #countAgainstQuota(key: ApiKey, { planId, plan }: PlanOfKey, nowMs: number): void {
    if (!plan.Quota) return;
    const name = `${planId}/${key.id}`;
    const period = periodOf(plan.Quota.Period, nowMs);
    const before = this.#used.get(name);
    const count = before?.period === period ? before.count : (plan.Quota.Offset ?? 0);
    if (count >= plan.Quota.Limit) throw new GatewayError('QUOTA_EXCEEDED', 'Limit Exceeded');
    this.#used.set(name, { period, count: count + 1 });
  }
}

interface PlanOfKey {
  readonly planId: string;
  readonly plan: Definition<'usagePlan'>;
  readonly methodLimits: Readonly<
    Record<
      string,
      { readonly RateLimit?: number | undefined; readonly BurstLimit?: number | undefined }
    >
  >;
}

/** The calendar period (UTC) that a quota counts in. */
function periodOf(period: 'DAY' | 'WEEK' | 'MONTH', nowMs: number): string {
  if (period === 'MONTH') return new Date(nowMs).toISOString().slice(0, 7);
  if (period === 'DAY') return new Date(nowMs).toISOString().slice(0, 10);
  return `week ${Math.floor((nowMs - FIRST_SUNDAY_MS) / (7 * DAY_MS))}`;
}
