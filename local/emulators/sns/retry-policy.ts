/** When a failed delivery is tried again: SNS's four phases. Delays in seconds. */
export interface RetryPolicy {
  /** Retries of all phases together. */
  readonly numRetries: number;
  readonly numNoDelayRetries: number;
  readonly numMinDelayRetries: number;
  readonly numMaxDelayRetries: number;
  readonly minDelayTarget: number;
  readonly maxDelayTarget: number;
  /** How the delays grow between the two targets. */
  readonly backoffFunction: 'linear' | 'arithmetic' | 'geometric' | 'exponential';
}

/** For Lambda and SQS; over 23 days. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
export const MANAGED_RETRIES: RetryPolicy = {
  numRetries: 100_015,
  numNoDelayRetries: 3,
  numMinDelayRetries: 2,
  numMaxDelayRetries: 100_000,
  minDelayTarget: 1,
  maxDelayTarget: 20,
  backoffFunction: 'exponential',
};

/** For HTTP and HTTPS, unless a delivery policy says otherwise. */
export const HTTP_RETRIES: RetryPolicy = {
  numRetries: 3,
  numNoDelayRetries: 0,
  numMinDelayRetries: 0,
  numMaxDelayRetries: 0,
  minDelayTarget: 20,
  maxDelayTarget: 20,
  backoffFunction: 'linear',
};

/** Seconds to wait before retry number `retry` (from 0); undefined when there is none left. */
export function retryDelaySeconds(policy: RetryPolicy, retry: number): number | undefined {
  const { numRetries, numNoDelayRetries, numMinDelayRetries, numMaxDelayRetries } = policy;
  if (retry >= numRetries) return undefined;
  if (retry < numNoDelayRetries) return 0;
  const backoffStart = numNoDelayRetries + numMinDelayRetries;
  if (retry < backoffStart) return policy.minDelayTarget;
  const steps = numRetries - numMaxDelayRetries - backoffStart;
  return backoffSeconds(policy, Math.min((retry - backoffStart) / Math.max(steps - 1, 1), 1));
}

/** Assumed: SNS names its functions and draws their curves, but does not state them. */
function backoffSeconds(
  { minDelayTarget: min, maxDelayTarget: max, backoffFunction }: RetryPolicy,
  progress: number,
): number {
  const isStraight = backoffFunction === 'linear' || backoffFunction === 'arithmetic';
  return isStraight ? min + (max - min) * progress : min * (max / min) ** progress;
}
