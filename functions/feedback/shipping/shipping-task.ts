import type { DynamoDBRecord } from 'aws-lambda';
import { PENDING } from '../store/feedback-items.ts';

/** Wakes the sweep, which looks at everything itself. */
export interface ShippingTask {
  readonly look: 'again';
}

/** Undefined unless feedback begins to wait for a release, or for another change. */
export function shippingTaskOf({ eventName, dynamodb }: DynamoDBRecord): ShippingTask | undefined {
  if (eventName === 'REMOVE' || dynamodb?.Keys?.['pk']?.S !== PENDING) return undefined;
  return { look: 'again' };
}
