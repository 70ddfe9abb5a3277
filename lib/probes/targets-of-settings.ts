import type { MaintenanceWindow } from '../../functions/probes/targets/maintenance-window.ts';
import type { ProbesConfig } from '../../functions/probes/targets/probes-config.ts';
import type { SecretReference } from '../../functions/probes/targets/secret-reference.ts';
import { type DurationText, durationOf } from '../settings/duration-text.ts';
import type { MaintenanceSettings } from '../settings/maintenance-settings.ts';
import type { Settings, StageSettings } from '../settings.ts';
import { checkProbes } from './check-probes.ts';
import { groupOf, type ProbeGroup } from './probe-group.ts';
import { secretsOf } from './secrets-of-targets.ts';
import { serviceAddress } from './service-address.ts';
import { permissionsOf, type SignedPermission } from './signed-permissions.ts';
import { targetOf } from './target-of-settings.ts';

/** All that a stage's prober needs of the settings. */
export interface StageProbes {
  readonly config: ProbesConfig;
  /** Those that a target is in, each once, in the order of the settings. */
  readonly groups: readonly ProbeGroup[];
  /** That the prober must be able to read, each once. */
  readonly secrets: readonly SecretReference[];
  /** What the prober's role must be allowed to call. */
  readonly permissions: readonly SignedPermission[];
}

const INTERVAL: DurationText = '1m';

/** What the settings say of probes, with each path as an address of the service. Throws where they cannot be used. */
export function probesOfSettings(
  settings: Pick<Settings, 'probes' | 'probeInterval' | 'maintenance'>,
  stage: Pick<StageSettings, 'region'>,
  serviceUrl: string,
): StageProbes {
  checkProbes(settings);
  const { probes, probeInterval: interval = INTERVAL, maintenance = [] } = settings;
  const { region } = stage;
  const service = serviceAddress(serviceUrl);
  const targets = probes.map((probe) => targetOf(probe, { service, region, interval }));
  const groups = new Map(
    probes.map((probe) => groupOf(probe, interval)).map((group) => [group.name, group]),
  );
  const config = {
    targets,
    maintenance: maintenance.map(windowOf),
    groups: [...groups.values()].map(({ everyMinutes: _, ...group }) => group),
  };
  return {
    config,
    groups: [...groups.values()],
    secrets: secretsOf(targets),
    permissions: permissionsOf(probes, region),
  };
}

function windowOf(settings: MaintenanceSettings): MaintenanceWindow {
  const { for: duration, timeZone = 'UTC', ...rest } = settings;
  return { ...rest, durationMs: durationOf(duration).toMilliseconds(), timeZone };
}
