import type { Figures } from '../../functions/probes/store/probe-store.ts';

/** Share of the results in which it was up, of those that say anything: `99.93 %`. Never rounded up to all. */
export function availability({ up, degraded, down }: Figures): string {
  const known = up + degraded + down;
  if (known === 0) return '';
  if (down === 0) return '100 %';
  const percent = Math.floor((10_000 * (up + degraded)) / known) / 100;
  return `${percent.toFixed(2)} %`;
}

export function meanLatencyMs({ latencies, latencySumMs }: Figures): number | undefined {
  return latencies === 0 ? undefined : latencySumMs / latencies;
}
