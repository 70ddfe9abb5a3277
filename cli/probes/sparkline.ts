import type { PlacedResult } from './incidents.ts';

export const LEVELS = '▁▂▃▄▅▆▇█';

/** What a time is drawn as, apart from its latency. */
export const DOWN = 'x';
export const UNKNOWN = '?';
export const MAINTENANCE = 'm';
export const NOTHING = '·';

type Drawn = Pick<PlacedResult, 'at' | 'outcome' | 'latencyMs' | 'maintenance'>;

/**
 * A day in one line: how slow each part of it was, against the slowest; where something was down, that it was. Of
 * maintenance it says so where nothing else came.
 *
 * @param to - the end of the last part; the first one begins at `from`
 */
export function sparkline(results: readonly Drawn[], from: Date, to: Date, parts: number): string {
  const cells = Array.from({ length: parts }, (): Drawn[] => []);
  const partMs = (to.getTime() - from.getTime()) / parts;
  for (const result of results) {
    cells[Math.floor((Date.parse(result.at) - from.getTime()) / partMs)]?.push(result);
  }
  const latencies = cells.map((cell) => meanLatency(cell.filter(isCounted)));
  const slowest = Math.max(...latencies.map((latency) => latency ?? 0));
  return cells.map((cell, at) => charOf(cell, latencies[at], slowest)).join('');
}

function charOf(cell: readonly Drawn[], latency: number | undefined, slowest: number): string {
  if (cell.length === 0) return NOTHING;
  const counted = cell.filter(isCounted);
  if (counted.length === 0) return MAINTENANCE;
  if (counted.some(({ outcome }) => outcome === 'down')) return DOWN;
  if (counted.every(({ outcome }) => outcome === 'unknown')) return UNKNOWN;
  const share = latency === undefined || slowest === 0 ? 0 : latency / slowest;
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor(share * LEVELS.length))] ?? '';
}

function isCounted({ maintenance }: Drawn): boolean {
  return !maintenance;
}

function meanLatency(cell: readonly Drawn[]): number | undefined {
  const known = cell.flatMap(({ latencyMs }) => (latencyMs === undefined ? [] : [latencyMs]));
  if (known.length === 0) return undefined;
  return known.reduce((sum, latency) => sum + latency, 0) / known.length;
}
