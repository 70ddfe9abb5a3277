import type { FunctionConfiguration } from './function-configuration.ts';

/** A name for a version, which may send a part of the invocations to another one. */
export interface AliasConfiguration {
  readonly functionName: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  /** Share of invocations (0 to 1) by further version. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The version that one invocation of an alias runs.
 *
 * @param chance - evenly distributed, from 0 to below 1
 */
export function chooseVersion(
  { version, weights }: AliasConfiguration,
  chance: number,
): FunctionConfiguration['version'] {
  let upTo = 0;
  for (const [further, weight] of Object.entries(weights)) {
    upTo += weight;
    if (chance < upTo) return further;
  }
  return version;
}
