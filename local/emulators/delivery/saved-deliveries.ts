import { z } from 'zod/mini';
import type { Cloud } from '../../emulator.ts';
import { Deliveries, type Delivery } from './deliveries.ts';

const DELIVERY = z.looseObject({
  targetArn: z.string(),
  body: z.string(),
  principal: z.looseObject({ kind: z.enum(['root', 'role', 'service']) }),
  sinceMs: z.number(),
  maxAgeMs: z.number(),
  maxRetries: z.number(),
  deadLetterArn: z.optional(z.string()),
  origin: z.record(z.string(), z.string()),
  attempts: z.number(),
});

const SAVED = z.looseObject({ waiting: z.array(DELIVERY) });

/** Deliveries whose waiting ones survive a restart, in the service's own state. */
export function savedDeliveries(cloud: Cloud): Deliveries {
  const waiting = cloud.state.loadAs((saved) => SAVED.parse(saved).waiting as Delivery[]) ?? [];
  return new Deliveries(cloud, waiting, (now) => cloud.state.save({ waiting: now }));
}
