import type { AlertStore } from '../alert-store.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import type { LiveRelease } from '../surroundings/surroundings.ts';
import { hearsOfReleases, releaseNewsId, releaseStep } from './release-news.ts';
import type { Wake } from './wake.ts';

/** Those routes that must still hear which release went live. */
export async function releaseWakes(
  release: LiveRelease | undefined,
  { routes }: Pick<AlertsConfig, 'routes'>,
  store: Pick<AlertStore, 'readDelivery'>,
  nowMs: number,
): Promise<readonly Wake[]> {
  if (!release) return [];
  const alertId = releaseNewsId(release);
  const wakes: Wake[] = [];
  for (const { name: route } of routes.filter(hearsOfReleases)) {
    const { kind } = releaseStep(release, await store.readDelivery(alertId, route), nowMs);
    if (kind === 'compose' || kind === 'send') wakes.push({ alertId, route });
  }
  return wakes;
}
