import type { ProbesConfig } from './probes-config.ts';
import { withoutIdleCertificates } from './without-idle-certificates.ts';

const PLACEHOLDER = /@@(\d+)@@/g;

/**
 * Puts together what `lib/probes/probes-json.ts` took apart: `@@0@@`, anywhere within a text, stands for the first value.
 *
 * @param values - known at deployment
 */
export function readProbesJson(text: string, values: readonly string[]): ProbesConfig {
  const config: ProbesConfig = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll(PLACEHOLDER, (place, index) => values[Number(index)] ?? missing(place))
      : value,
  );
  return { ...config, targets: config.targets.map(withoutIdleCertificates) };
}

function missing(place: string): never {
  throw new Error(
    `probes.json has ${place}, for which there is no value: they were not deployed together`,
  );
}
