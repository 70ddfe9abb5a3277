import { performance } from 'node:perf_hooks';
import { judge } from '../../functions/probes/judge.ts';
import type { Observation } from '../../functions/probes/observation.ts';
import { createProber } from '../../functions/probes/prober.ts';
import type { ProbeTarget } from '../../functions/probes/target.ts';
import { createAddressGuard } from '../../functions/shared/address-guard.ts';

/** A target as the settings give it, but for what differs. */
export function targetOf(url: string, differing: Partial<ProbeTarget> = {}): ProbeTarget {
  const base = { name: 'target', expectedStatus: [200, 299], latencyBudgetMs: 500 } as const;
  return { ...base, url, giveUpAfterMs: 1000, ...differing };
}

/** Probes an address once. Targets on this machine are allowed unless a test says otherwise. */
export async function observe(
  url: string,
  differing: Partial<ProbeTarget> = {},
  allowPrivate: readonly string[] = ['127.0.0.0/8'],
): Promise<Observation & { readonly sentence: string }> {
  const prober = createProber(createAddressGuard({ allowPrivate }), () => performance.now());
  const target = targetOf(url, differing);
  const observation = await prober(target);
  return { ...observation, sentence: judge(observation, target).sentence };
}
