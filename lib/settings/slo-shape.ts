import { nearest } from '../../functions/shared/nearest.ts';
import { millisecondsOf } from './duration-text.ts';
import { type Entry, entriesOf } from './entries.ts';
import { repeated } from './list-flaws.ts';
import type { Flaw } from './settings-error.ts';
import { filled, leaf, list, object, own, text } from './shape.ts';
import { shortName } from './value-shapes.ts';

const RAREST_MS = 300_000;

/** The form of `slos`. */
export const slosShape = filled(
  list(
    object({
      name: shortName("E.g. 'home'."),
      availability: leaf(
        'a number of percent from 95 to 99.99',
        'Write 99.9: one run a minute tells no more than 99.99.',
        (value) => typeof value === 'number' && value >= 95 && value <= 99.99,
      ),
      probe: text("the name of a probe, e.g. 'health'", 'Name one of probes.', /./),
    }),
  ),
);

/** Objectives of which two have a name, or whose probe is not there or runs too rarely. */
export function sloFlaws(settings: object): Flaw[] {
  return [
    ...repeated(settings, 'slos', 'name'),
    ...entriesOf(settings, 'slos').flatMap((slo) => probeFlaws(slo, settings)),
  ];
}

function probeFlaws({ path, value }: Entry, settings: object): Flaw[] {
  const wanted = own(value, 'probe');
  if (typeof wanted !== 'string') return [];
  const probes = entriesOf(settings, 'probes').map((entry) => entry.value);
  const probe = probes.find((one) => own(one, 'name') === wanted);
  if (!probe) return [unknownProbe(`${path}.probe`, wanted, probes)];
  const everyMs = millisecondsOf(own(probe, 'every') ?? own(settings, 'probeInterval') ?? '1m');
  if (own(probe, 'cron') === undefined && (everyMs ?? 0) <= RAREST_MS) return [];
  const rule = `names '${wanted}', which runs too rarely for a window of 5 minutes.`;
  return [{ path: `${path}.probe`, rule, fix: "Give the probe every: '5m' or less." }];
}

function unknownProbe(path: string, wanted: string, probes: readonly object[]): Flaw {
  const names = probes.map((one) => own(one, 'name')).filter((name) => typeof name === 'string');
  const meant = nearest(wanted, names);
  const fix = meant ? `Did you mean '${meant}'?` : `Use one of: ${names.join(', ')}.`;
  return { path, rule: `is no probe: ${wanted}.`, fix };
}
