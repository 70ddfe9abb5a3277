import type { Protocol } from './subscription.ts';

/** Over 23 days, to functions and queues. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const MOST_RETRIES = 100_015;

const AT_ONCE = 3;
const AFTER_A_SECOND = 2;
const GROWING = 10;
const LONGEST_S = 20;

const HTTP_RETRIES = 3;

/** Seconds to wait before retry number `retry` (from 0); undefined when there is none left. */
export function retryDelaySeconds(protocol: Protocol, retry: number): number | undefined {
  if (protocol.startsWith('http')) return retry < HTTP_RETRIES ? LONGEST_S : undefined;
  if (retry >= MOST_RETRIES) return undefined;
  if (retry < AT_ONCE) return 0;
  // Assumed: SNS names its curve "exponential" and draws it, but does not state it.
  const step = Math.max(0, retry - AT_ONCE - AFTER_A_SECOND);
  return LONGEST_S ** Math.min(step / (GROWING - 1), 1);
}
