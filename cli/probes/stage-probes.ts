import type { ProbeStore, PublishedConfig } from '../../functions/probes/store/probe-store.ts';
import { CliError } from '../cli-error.ts';
import { homeRegionOf, probeStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';

/** What the commands about a stage's probes start from. */
export interface StageProbes {
  readonly where: Target;
  readonly store: ProbeStore;
  /** What the prober of the home region probes. */
  readonly config: PublishedConfig;
  /** Where the command works: driven time on the local cloud. */
  readonly now: Date;
}

export async function stageProbes(where: Target): Promise<StageProbes> {
  const [atMs, region] = await Promise.all([nowMs(where), homeRegionOf(where)]);
  const store = probeStoreOf(where, () => atMs);
  const config = await store.published(region);
  if (config) return { where, store, config, now: new Date(atMs) };
  throw new CliError(
    `No prober has run in stage ${where.stage} (${region}) yet. It tells what it probes when it first runs: look again in a minute, or check --stage and the region.`,
  );
}

/** Of that name alone, or all. */
export function targetsNamed(
  { config: { targets }, where }: StageProbes,
  name: string | undefined,
): PublishedConfig['targets'] {
  if (name === undefined) return targets;
  const found = targets.filter((target) => target.name === name);
  if (found.length > 0) return found;
  const known = targets.map((target) => target.name).join(', ');
  throw new CliError(`Stage ${where.stage} has no probe '${name}'. Known: ${known}.`);
}
