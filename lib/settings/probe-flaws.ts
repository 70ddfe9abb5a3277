import { gzipSync } from 'node:zlib';
import { addressFlaws } from './address-flaws.ts';
import { type Entry, entriesOf } from './entries.ts';
import { isJson } from './is-json.ts';
import { journeyFlaws } from './journey-flaws.ts';
import { emptyList, repeated } from './list-flaws.ts';
import { maintenanceFlaws } from './maintenance-flaws.ts';
import { probeScheduleFlaws } from './probe-schedule-flaws.ts';
import { probeStageFlaws } from './probe-stage-flaws.ts';
import { requestFlaws } from './request-flaws.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

/** What one run takes, and what the alarms' stack holds. */
const MAX_PROBES = 200;

/** The prober keeps what it probes in an item of DynamoDB, too, packed: it has 400 kB. */
const MAX_PACKED_BYTES = 300_000;

/** Of what comes out of it again. */
const MAX_CHARACTERS = 5_000_000;

/** What is wrong between the settings of probes: of each, and with their stages and times of maintenance. */
export function probeFlaws(settings: object): Flaw[] {
  return [
    ...emptyList(settings, 'probes', "Add at least one, e.g. { name: 'health', path: '/health' }."),
    ...repeated(settings, 'probes', 'name'),
    ...sizeFlaws(own(settings, 'probes')),
    ...entriesOf(settings, 'probes').flatMap(flawsOfProbe),
    ...addressFlaws(settings),
    ...maintenanceFlaws(settings),
    ...probeStageFlaws(settings),
  ];
}

function flawsOfProbe(probe: Entry): Flaw[] {
  const steps = entriesOf(probe.value, 'journey', probe.path);
  return [
    ...probeScheduleFlaws(probe),
    ...[probe, ...steps].flatMap(requestFlaws),
    ...repeatedSteps(steps),
    ...journeyFlaws(probe),
  ];
}

function repeatedSteps(steps: readonly Entry[]): Flaw[] {
  const names = steps.map(({ value }) => own(value, 'name'));
  return steps.flatMap(({ path }, index) => {
    const first = names.indexOf(names[index]);
    if (typeof names[index] !== 'string' || first === index) return [];
    const rule = `is the same as ${steps[first]?.path}.name: ${names[index]}.`;
    return [{ path: `${path}.name`, rule, fix: 'Give each step its own name.' }];
  });
}

function sizeFlaws(probes: unknown): Flaw[] {
  if (!Array.isArray(probes)) return [];
  if (probes.length > MAX_PROBES) {
    const rule = `must have at most ${MAX_PROBES} entries, not ${probes.length}.`;
    return [{ path: 'probes', rule, fix: 'Probe what tells most, or split the project in two.' }];
  }
  const text = isJson(probes) ? JSON.stringify(probes) : '';
  const packedBytes = gzipSync(text).length;
  if (text.length <= MAX_CHARACTERS && packedBytes <= MAX_PACKED_BYTES) return [];
  const rule = `comes to ${text.length} characters, ${packedBytes} bytes when packed; the prober keeps ${MAX_CHARACTERS}, and ${MAX_PACKED_BYTES}.`;
  return [{ path: 'probes', rule, fix: 'Send smaller bodies.' }];
}
