import type { Construct } from 'constructs';
import type { Identity } from '../identity.ts';
import { watchedProbes } from '../probes/watched-probe.ts';
import type { Settings } from '../settings.ts';
import type { Topics } from '../topics.ts';
import { BurnRates } from './burn-rates.ts';

/** Watches each objective of the settings by the runs of its probe. */
export function addObjectives(
  scope: Construct,
  props: { readonly identity: Identity; readonly topics: Topics; readonly settings: Settings },
): void {
  const { identity, topics, settings } = props;
  const probes = watchedProbes(settings);
  for (const { name, availability, probe: wanted } of settings.slos ?? []) {
    const everyMinutes = probes.find((probe) => probe.name === wanted)?.everyMinutes;
    if (everyMinutes === undefined) throw new Error(`${wanted}: checked settings know it`);
    const probe = { name: wanted, everyMinutes };
    new BurnRates(scope, `Slo-${name}`, { identity, topics, name, availability, probe });
  }
}
