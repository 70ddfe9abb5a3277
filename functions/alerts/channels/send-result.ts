/** What became of one attempt. */
export type SendResult =
  | { readonly kind: 'told' }
  /** The route's secret has no address yet: known, and no failure. */
  | { readonly kind: 'unconnected' }
  | {
      readonly kind: 'failed';
      /** For people, without secrets and addresses. */
      readonly why: string;
      /** False where trying again cannot help. */
      readonly mayRetry: boolean;
      /** What the receiver asked for. @default - nothing */
      readonly retryAfterMs?: number;
    };

export const TOLD: SendResult = { kind: 'told' };
export const UNCONNECTED: SendResult = { kind: 'unconnected' };

/** Trying again may help. */
export function failedForNow(why: string, retryAfterMs?: number): SendResult {
  return {
    kind: 'failed',
    why,
    mayRetry: true,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Trying again cannot help: somebody has to change something. */
export function failedForGood(why: string): SendResult {
  return { kind: 'failed', why, mayRetry: false };
}
