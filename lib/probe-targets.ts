import { Duration, Token } from 'aws-cdk-lib';
import type { ProbeTarget } from '../functions/probes/target.ts';

/** One address that must answer. */
export interface Probe {
  /** Names its metrics and alarms; unique in its stage. */
  readonly name: string;

  /** A whole http or https address that answers to GET without credentials. May hold tokens, e.g. an API's URL. */
  readonly url: string;

  /**
   * Statuses that are healthy, from the first to the last.
   * @default [200, 299]
   */
  readonly expectedStatus?: readonly [number, number];

  /**
   * Slowest healthy answer. The probe gives up after twice as long.
   * @default Duration.seconds(5)
   */
  readonly latencyBudget?: Duration;
}

/** Lambda takes 4 kB of variables; tokens and the other variables need some of it. */
const MAX_JSON_CHARACTERS = 3_400;

/**
 * What the prober gets to know of its probes.
 *
 * @param timeout - of the prober's run: two attempts must fit
 */
export function probeTargets(probes: readonly Probe[], timeout: Duration): readonly ProbeTarget[] {
  if (probes.length === 0) throw new Error('Probes: give at least one probe');
  const names = probes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Probes: '${twice}' is there twice; names are unique`);
  const targets = probes.map((probe) => targetOf(probe, timeout));
  if (JSON.stringify(targets).length > MAX_JSON_CHARACTERS) {
    throw new Error(
      `Probes: ${probes.length} are too many for one function's environment; put some into a second Probes construct`,
    );
  }
  return targets;
}

function targetOf(probe: Probe, timeout: Duration): ProbeTarget {
  const { name, url, expectedStatus = [200, 299], latencyBudget = Duration.seconds(5) } = probe;
  refuseWrongUrl(name, url);
  const latencyBudgetMs = latencyBudget.toMilliseconds();
  const longestMs = Math.floor(timeout.toMilliseconds() / 2);
  if (latencyBudgetMs >= longestMs) {
    throw new Error(
      `Probes: latencyBudget of '${name}' must be under ${longestMs} ms: two attempts must fit into a run`,
    );
  }
  const giveUpAfterMs = Math.min(2 * latencyBudgetMs, longestMs);
  return { name, url, expectedStatus, latencyBudgetMs, giveUpAfterMs };
}

function refuseWrongUrl(name: string, url: string): void {
  if (Token.isUnresolved(url)) return; // known at deployment; the prober checks it again
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error(`Probes: '${url}' of '${name}' is no whole http or https address`);
  }
}
