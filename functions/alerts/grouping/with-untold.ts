import type { ServiceState } from '../alert.ts';

/** So many alerts of one service may wait for a route at once. */
const MOST_UNTOLD = 20;

/** The sweep looks at an alert until each route has heard all of it. The same state where it does already. */
export function withUntold(state: ServiceState, alertId: string): ServiceState {
  const { untold = [] } = state;
  if (untold.includes(alertId)) return state;
  return { ...state, untold: [...untold, alertId].slice(-MOST_UNTOLD) };
}
