import type { Cloud } from '../../emulator.ts';
import { Deliveries, type Delivery } from './deliveries.ts';

/** Deliveries whose waiting ones survive a restart, in the service's own state. */
export function savedDeliveries(cloud: Cloud): Deliveries {
  const { waiting = [] }: { readonly waiting?: readonly Delivery[] } = Object(cloud.state.load());
  return new Deliveries(cloud, waiting, (now) => cloud.state.save({ waiting: now }));
}
