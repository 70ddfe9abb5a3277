import { dependencyFlaws } from './dependency-flaws.ts';
import { millisecondsOf } from './duration-text.ts';
import { type Entry, entriesOf, entryAt, textAt } from './entries.ts';
import { repeated, repeatedTexts } from './list-flaws.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What each time may be, and why. */
const TIMES = [
  { key: 'wait', leastMs: 0, mostMs: 15 * MINUTE_MS, said: '0s to 15m' },
  { key: 'interval', leastMs: MINUTE_MS, mostMs: 24 * HOUR_MS, said: '1m to 24h' },
  { key: 'settle', leastMs: 0, mostMs: HOUR_MS, said: '0s to 1h' },
] as const;

/** What is wrong between the settings of `alerts`. */
export function alertFlaws(settings: object): Flaw[] {
  return entryAt({ path: '', value: settings }, 'alerts').flatMap((alerts) => [
    ...TIMES.flatMap((time) => timeFlaws(alerts, time)),
    ...repeated(alerts.value, 'routes', 'name', alerts.path),
    ...entriesOf(alerts.value, 'routes', alerts.path).flatMap(routeFlaws),
    ...dependencyFlaws(alerts),
  ]);
}

function timeFlaws({ path, value }: Entry, time: (typeof TIMES)[number]): Flaw[] {
  const text = own(value, time.key);
  const milliseconds = millisecondsOf(text);
  if (milliseconds === undefined) return [];
  const isInRange = milliseconds >= time.leastMs && milliseconds <= time.mostMs;
  if (isInRange && milliseconds % SECOND_MS === 0) return [];
  const rule = `must be whole seconds from ${time.said}, not ${text}.`;
  return [{ path: `${path}.${time.key}`, rule, fix: 'Leave it out for what suits most.' }];
}

function routeFlaws({ path, value }: Entry): Flaw[] {
  return [
    ...repeatedTexts(own(value, 'severities'), `${path}.severities`),
    ...repeatedTexts(own(value, 'services'), `${path}.services`),
    ...entryAt({ path, value }, 'hours').flatMap(hoursFlaws),
  ];
}

function hoursFlaws({ path, value }: Entry): Flaw[] {
  const from = textAt(value, 'from');
  if (from === undefined || from !== textAt(value, 'to')) {
    return repeatedTexts(own(value, 'days'), `${path}.days`);
  }
  const rule = `ends when it begins: ${from}.`;
  return [{ path: `${path}.to`, rule, fix: "For whole days write from: '00:00', to: '24:00'." }];
}
