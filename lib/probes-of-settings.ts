import type { Probe } from './probe-targets.ts';
import { serviceAddress } from './probes/service-address.ts';
import { durationOf } from './settings/duration-text.ts';
import type { ProbeSettings } from './settings/probe-settings.ts';

/** What the settings say of probes, with each path as an address of the service: as far as `Probes` can make them. */
export function probesOfSettings(
  settings: readonly ProbeSettings[],
  serviceUrl: string,
): readonly Probe[] {
  const { addressOf } = serviceAddress(serviceUrl);
  return settings.map((probe) => {
    const { name, path, url } = probe;
    if (path === undefined && url === undefined) {
      throw new Error(`Probes: '${name}' is of a kind that cannot be probed yet`);
    }
    const { headersWithin } = probe.expect ?? {};
    return {
      name,
      url: addressOf({ path, url }).url,
      ...(headersWithin && { latencyBudget: durationOf(headersWithin) }),
    };
  });
}
