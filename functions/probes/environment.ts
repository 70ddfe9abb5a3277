import { readEnvironment, readList } from '../shared/environment.ts';
import type { ProbeTarget } from './target.ts';

/** What the prober reads. */
export interface ProbesEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  /** JSON: a list of `ProbeTarget`. */
  readonly TARGETS: string;
  /** The releases table: results name the release that they judge. */
  readonly RELEASES_TABLE_NAME: string;
  /** Comma-separated ranges outside the public internet that may be probed. May be empty. */
  readonly ALLOW_PRIVATE: string;
}

export interface ProbesSettings {
  readonly project: string;
  readonly stage: string;
  readonly targets: readonly ProbeTarget[];
  readonly releasesTableName: string;
  readonly allowPrivate: readonly string[];
}

/** Reads and checks the environment at the start of the function. */
export function readProbesSettings(): ProbesSettings {
  const variables = readEnvironment('PROJECT', 'STAGE', 'TARGETS', 'RELEASES_TABLE_NAME');
  return {
    project: variables.PROJECT,
    stage: variables.STAGE,
    targets: JSON.parse(variables.TARGETS) as ProbeTarget[], // the construct wrote it
    releasesTableName: variables.RELEASES_TABLE_NAME,
    allowPrivate: readList('ALLOW_PRIVATE'),
  };
}
