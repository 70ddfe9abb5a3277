import type { Output } from '../output.ts';
import { printable } from '../output.ts';
import { routeStandings } from './route-standings.ts';
import type { StageAlerts } from './stage-alerts.ts';

/** Routes whose messages go nowhere: nobody has said where to. */
export async function unconnectedRoutes(stage: StageAlerts): Promise<readonly string[]> {
  const standings = await routeStandings(stage);
  return standings.filter(({ connection }) => connection === 'none').map(({ name }) => name);
}

export function unconnectedLines(names: readonly string[], { paint }: Output): readonly string[] {
  return names.map((name) =>
    paint('yellow', printable(`Route ${name} is not connected: afterprod alerts connect ${name}`)),
  );
}
