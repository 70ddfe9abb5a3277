import type { ServiceState } from '../alert.ts';

/**
 * The sweep looks at an alert until each route has heard all of it. The same state where it does already. Nothing is pushed out:
 * each alert leaves when it is told or given up, and settling that grows with repetition keeps them few.
 */
export function withUntold(state: ServiceState, alertId: string): ServiceState {
  const { untold = [] } = state;
  return untold.includes(alertId) ? state : { ...state, untold: [...untold, alertId] };
}
