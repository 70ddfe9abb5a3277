import type { Phases } from '../../functions/probes/targets/probe-result.ts';

/** In the order in which they happen. */
const PHASES: readonly (readonly [keyof Phases, string])[] = [
  ['dnsMs', 'dns'],
  ['connectMs', 'connect'],
  ['tlsMs', 'tls'],
  ['firstByteMs', 'first byte'],
  ['transferMs', 'transfer'],
  ['waitedMs', 'waited'],
];

const LABEL_WIDTH = 10;
const WIDTH = 40;

/** How long each part of an exchange took, one below the other, each beginning where the one before has ended. */
export function waterfall(phases: Phases): readonly string[] {
  const totalMs = PHASES.reduce((sum, [key]) => sum + (phases[key] ?? 0), 0);
  let begunMs = 0;
  return PHASES.flatMap(([key, label]) => {
    const tookMs = phases[key];
    if (tookMs === undefined) return [];
    const bar = barOf(begunMs, tookMs, totalMs);
    begunMs += tookMs;
    return [`${label.padEnd(LABEL_WIDTH)}  ${bar}  ${milliseconds(tookMs)}`];
  });
}

/** The smallest part is seen, too. */
function barOf(begunMs: number, tookMs: number, totalMs: number): string {
  const scale = totalMs > 0 ? WIDTH / totalMs : 0;
  const begin = Math.min(WIDTH - 1, Math.floor(begunMs * scale));
  const end = Math.max(begin + 1, Math.round((begunMs + tookMs) * scale));
  return `${' '.repeat(begin)}${'█'.repeat(end - begin)}`.padEnd(WIDTH);
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1).padStart(7)} ms`;
}
