import { nearest } from '../../functions/shared/nearest.ts';
import { millisecondsOf } from './duration-text.ts';
import { type Entry, entriesOf, textAt } from './entries.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is wrong with times of planned work. */
export function maintenanceFlaws(settings: object): Flaw[] {
  const names = entriesOf(settings, 'probes').flatMap(({ value }) => textAt(value, 'name') ?? []);
  return entriesOf(settings, 'maintenance').flatMap((window) => [
    ...lengthFlaws(window),
    ...nameFlaws(window, names),
  ]);
}

function lengthFlaws({ path, value }: Entry): Flaw[] {
  const text = own(value, 'for');
  const durationMs = millisecondsOf(text);
  if (durationMs === undefined || (durationMs >= MINUTE_MS && durationMs <= DAY_MS)) return [];
  const rule = `must be from 1m to 24h, not ${text}.`;
  return [{ path: `${path}.for`, rule, fix: 'Work that takes days is several windows.' }];
}

function nameFlaws({ path, value }: Entry, names: readonly string[]): Flaw[] {
  const probes = own(value, 'probes');
  if (!Array.isArray(probes)) return [];
  return Array.from(probes).flatMap((name: unknown, index) => {
    if (typeof name !== 'string' || names.includes(name)) return [];
    const meant = nearest(name, names);
    const fix = meant === undefined ? 'Use the name of a probe.' : `Did you mean '${meant}'?`;
    return [{ path: `${path}.probes[${index}]`, rule: `is no probe: ${name}.`, fix }];
  });
}
