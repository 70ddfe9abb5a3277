import { GatewayError } from './gateway-error.ts';
import type { ApiStage, MatchedMethod } from './rest-api.ts';
import { TokenBucket } from './token-bucket.ts';

/** The rate limits of stages and their methods (MethodSettings), shared by all callers. */
export class StageThrottle {
  /** A changed stage is another object: its limits start anew. */
  readonly #buckets = new WeakMap<ApiStage, Map<string, TokenBucket>>();

  /** Counts one call, or refuses it with 429. */
  take(stage: ApiStage, matched: MatchedMethod, httpMethod: string, nowMs: number): void {
    const bucket = this.#bucketFor(stage, matched, httpMethod);
    if (bucket && !bucket.take(nowMs)) throw new GatewayError('THROTTLED', 'Too Many Requests');
  }

  #bucketFor(stage: ApiStage, matched: MatchedMethod, httpMethod: string): TokenBucket | undefined {
    const setting = settingFor(stage, matched, httpMethod);
    if (setting?.ThrottlingRateLimit === undefined) return undefined;
    const buckets = this.#buckets.get(stage) ?? new Map<string, TokenBucket>();
    this.#buckets.set(stage, buckets);
    // The limit of `/*/*` holds for each method by itself, as AWS applies it.
    const name = `${matched.resourcePath}/${matched.method.HttpMethod}`;
    const rate = setting.ThrottlingRateLimit;
    const bucket = buckets.get(name) ?? new TokenBucket(rate, setting.ThrottlingBurstLimit ?? rate);
    buckets.set(name, bucket);
    return bucket;
  }
}

type Setting = NonNullable<ApiStage['MethodSettings']>[number];

/** The method's own setting before the stage's. Paths are written `/~1v1~1feedback`. */
function settingFor(
  stage: ApiStage,
  { resourcePath }: MatchedMethod,
  httpMethod: string,
): Setting | undefined {
  const limited = (stage.MethodSettings ?? []).filter((s) => s.ThrottlingRateLimit !== undefined);
  const pathOf = (setting: Setting): string =>
    (setting.ResourcePath ?? '/*').slice(1).replaceAll('~1', '/') || '/';
  return (
    limited.find((s) => pathOf(s) === resourcePath && s.HttpMethod === httpMethod) ??
    limited.find((s) => pathOf(s) === resourcePath && s.HttpMethod === '*') ??
    limited.find((s) => pathOf(s) === '*')
  );
}
