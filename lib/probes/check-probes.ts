import { maintenanceShape } from '../settings/maintenance-shape.ts';
import { probeFlaws } from '../settings/probe-flaws.ts';
import { probeShape } from '../settings/probe-shape.ts';
import { list, object, optional } from '../settings/shape.ts';
import { duration } from '../settings/value-shapes.ts';

const shape = object({
  probes: list(probeShape),
  probeInterval: optional(duration),
  maintenance: optional(maintenanceShape),
});

/** For those who make the construct by hand: `afterprod.config.ts` is checked as a whole before. */
export function checkProbes(settings: {
  readonly probes: unknown;
  readonly probeInterval?: unknown;
  readonly maintenance?: unknown;
}): void {
  const { probes, probeInterval, maintenance } = settings;
  const flaws = [...shape({ probes, probeInterval, maintenance }, ''), ...probeFlaws(settings)];
  if (flaws.length === 0) return;
  const lines = flaws.map(({ path, rule, fix }) => `  ${path}: ${rule} ${fix}`);
  throw new Error(['Probes: their settings cannot be used', ...lines].join('\n'));
}
