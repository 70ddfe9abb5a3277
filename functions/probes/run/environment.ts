import { readEnvironment, readList } from '../../shared/environment.ts';
import type { DeployedValues } from './known-values.ts';

/** What the prober reads, beside the `probes.json` that lies with its code. */
export interface ProberEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  /** Of the stage: its tables and metrics are there, also for a prober elsewhere. */
  readonly HOME_REGION: string;
  /** The probes' table, in the home region. */
  readonly TABLE_NAME: string;
  /** The releases table, in the home region: results name the release that they judge. */
  readonly RELEASES_TABLE_NAME: string;
  /** JSON: `DeployedValues`, which placeholders in `probes.json` stand for. */
  readonly PROBE_VALUES: string;
  /** Comma-separated ranges outside the public internet that may be probed. May be empty. */
  readonly ALLOW_PRIVATE: string;
}

export interface ProberSettings {
  readonly project: string;
  readonly stage: string;
  /** Where this prober runs. */
  readonly region: string;
  readonly homeRegion: string;
  readonly tableName: string;
  readonly releasesTableName: string;
  readonly probeValues: DeployedValues;
  readonly allowPrivate: readonly string[];
}

/** Reads and checks the environment at the start of the function. */
export function readProberSettings(): ProberSettings {
  const variables = readEnvironment(
    'PROJECT',
    'STAGE',
    'AWS_REGION',
    'HOME_REGION',
    'TABLE_NAME',
    'RELEASES_TABLE_NAME',
    'PROBE_VALUES',
  );
  return {
    project: variables.PROJECT,
    stage: variables.STAGE,
    region: variables.AWS_REGION,
    homeRegion: variables.HOME_REGION,
    tableName: variables.TABLE_NAME,
    releasesTableName: variables.RELEASES_TABLE_NAME,
    probeValues: JSON.parse(variables.PROBE_VALUES) as DeployedValues, // the construct wrote it
    allowPrivate: readList('ALLOW_PRIVATE'),
  };
}
