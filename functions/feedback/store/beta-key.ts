import { type ItemKey, partitionOf } from './feedback-items.ts';

/** Leads from a targeting key to the feedback whose reporter wants to be a beta tester by it. */
export function betaKey(targetingKey: string, id: string): ItemKey {
  return { pk: `BETA#${targetingKey}`, sk: partitionOf(id) };
}
