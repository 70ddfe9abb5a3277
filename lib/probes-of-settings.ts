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
    if (path === undefined && url === undefined) throw new Error(notYet(name));
    const { headersWithin, ...otherExpectations } = probe.expect ?? {};
    const others = Object.keys({ ...probe, ...otherExpectations }).filter(
      (key) => !KNOWN.includes(key),
    );
    if (others.length > 0) throw new Error(notYet(name));
    return {
      name,
      url: addressOf({ path, url }).url,
      ...(headersWithin && { latencyBudget: durationOf(headersWithin) }),
    };
  });
}

const KNOWN: readonly string[] = ['name', 'path', 'url', 'expect'];

function notYet(name: string): string {
  return `Probes: what the settings say of '${name}' cannot be probed yet`;
}
