import { z } from 'zod/mini';
import type { Cloud, Principal } from '../../emulator.ts';
import type { Delivery } from './deliveries.ts';

/** AWS's defaults for a target without a retry policy. */
const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_S = 86_400;

/** What the targets of rules and of schedules have in common, as templates write it. */
export const TARGET = {
  Arn: z.string(),
  Input: z.optional(z.string()),
  RetryPolicy: z.optional(
    z.strictObject({
      MaximumRetryAttempts: z.optional(z.coerce.number()),
      MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
    }),
  ),
  DeadLetterConfig: z.optional(z.strictObject({ Arn: z.optional(z.string()) })),
};

const target = z.object(TARGET);
type Target = z.output<typeof target>;

/** `body` on its way to a target, as its retry policy says. */
export function deliveryTo(
  { Arn, RetryPolicy, DeadLetterConfig }: Target,
  body: string,
  principal: Principal,
  origin: Delivery['origin'],
  { clock }: Cloud,
): Delivery {
  const { MaximumRetryAttempts = DEFAULT_RETRIES, MaximumEventAgeInSeconds = DEFAULT_AGE_S } =
    RetryPolicy ?? {};
  return {
    targetArn: Arn,
    body,
    principal,
    sinceMs: clock.now(),
    maxAgeMs: MaximumEventAgeInSeconds * 1000,
    maxRetries: MaximumRetryAttempts,
    ...(DeadLetterConfig?.Arn === undefined ? {} : { deadLetterArn: DeadLetterConfig.Arn }),
    origin,
    attempts: 0,
  };
}
