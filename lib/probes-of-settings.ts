import type { Probe } from './probe-targets.ts';
import { durationOf } from './settings/duration-text.ts';
import type { ProbeSettings } from './settings.ts';

/** What the settings say of probes, with each path as an address of the service. */
export function probesOfSettings(
  settings: readonly ProbeSettings[],
  serviceUrl: string,
): readonly Probe[] {
  const root = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
  return settings.map(({ name, path, url, latencyBudget }) => ({
    name,
    url: path === undefined ? url : `${root}${path.slice(1)}`,
    ...(latencyBudget && { latencyBudget: durationOf(latencyBudget) }),
  }));
}
