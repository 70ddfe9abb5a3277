import type { Wake } from '../../functions/alerts/deliveries/wake.ts';
import type { Target } from '../target.ts';
import { stageQueue } from './stage-queue.ts';

/** What makes the deliverer look at a route. */
export interface Wakes {
  send(wake: Wake): Promise<void>;
}

export async function wakesOf(where: Pick<Target, 'client' | 'prefix'>): Promise<Wakes> {
  const queue = await stageQueue(where, 'alerts-deliveries');
  return { send: (wake) => queue.send(JSON.stringify(wake)) };
}
