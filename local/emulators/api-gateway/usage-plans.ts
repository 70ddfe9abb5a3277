import type { Definition } from './definitions.ts';
import { GatewayError } from './gateway-error.ts';
import { TokenBucket } from './token-bucket.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** One use of a key: which stage is called, and when. */
export interface KeyUse {
  readonly apiId: string;
  readonly stageName: string;
  readonly nowMs: number;
}

/** The keys and usage plans of all APIs. */
export class UsagePlans {
  readonly keys = new Map<string, ApiKey>();
  readonly #plans = new Map<string, Definition<'usagePlan'>>();
  readonly #planKeys = new Map<string, Set<string>>();
  readonly #buckets = new Map<string, TokenBucket>();

  setPlan(id: string, plan: Definition<'usagePlan'>): void {
    this.#plans.set(id, plan);
    for (const bucket of this.#buckets.keys()) {
      if (bucket.startsWith(`${id}/`)) this.#buckets.delete(bucket);
    }
  }

  addKey({ UsagePlanId, KeyId }: Definition<'usagePlanKey'>): void {
    this.#planKeys.set(UsagePlanId, (this.#planKeys.get(UsagePlanId) ?? new Set()).add(KeyId));
  }

  /** Counts one call with `value`, or refuses it: 403 for a key that does not open this stage, 429 over its rate. */
  use(value: string | undefined, use: KeyUse): ApiKey {
    const key = [...this.keys.values()].find((candidate) => candidate.value === value);
    const planId = key?.enabled ? this.#planOf(key, use) : undefined;
    if (!key || planId === undefined) throw new GatewayError('INVALID_API_KEY', 'Forbidden');
    this.#throttle(key, planId, use.nowMs);
    return key;
  }

  #planOf(key: ApiKey, { apiId, stageName }: KeyUse): string | undefined {
    const found = [...this.#plans].find(
      ([planId, { ApiStages = [] }]) =>
        this.#planKeys.get(planId)?.has(key.id) &&
        ApiStages.some(({ ApiId, Stage }) => ApiId === apiId && Stage === stageName),
    );
    return found?.[0];
  }

  #throttle(key: ApiKey, planId: string, nowMs: number): void {
    const { RateLimit, BurstLimit = RateLimit } = this.#plans.get(planId)?.Throttle ?? {};
    if (RateLimit === undefined || BurstLimit === undefined) return;
    const name = `${planId}/${key.id}`;
    const bucket = this.#buckets.get(name) ?? new TokenBucket(RateLimit, BurstLimit);
    this.#buckets.set(name, bucket);
    if (!bucket.take(nowMs)) throw new GatewayError('THROTTLED', 'Too Many Requests');
  }
}
