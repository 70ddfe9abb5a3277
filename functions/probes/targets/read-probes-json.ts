import type { ProbesConfig } from './probes-config.ts';

const PLACEHOLDER = /@@(\d+)@@/g;

/**
 * Puts together what `lib/probes/probes-json.ts` took apart: `@@0@@`, anywhere within a text, stands for the first value.
 *
 * @param values - known at deployment
 */
export function readProbesJson(text: string, values: readonly string[]): ProbesConfig {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll(PLACEHOLDER, (place, index) => values[Number(index)] ?? missing(place))
      : value,
  );
}

function missing(place: string): never {
  throw new Error(
    `probes.json has ${place}, for which there is no value: they were not deployed together`,
  );
}
