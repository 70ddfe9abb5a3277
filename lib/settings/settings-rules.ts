import { alertFlaws } from './alert-flaws.ts';
import { countFlaws } from './count-flaws.ts';
import { millisecondsOf } from './duration-text.ts';
import { type Entry, entriesOf } from './entries.ts';
import { emptyList, repeated, repeatedTexts } from './list-flaws.ts';
import { mailFlaws } from './mail-flaws.ts';
import { probeFlaws } from './probe-flaws.ts';
import type { Flaw } from './settings-error.ts';
import { isObject, own } from './shape.ts';
import { sloFlaws } from './slo-shape.ts';
import { toggleFlaws } from './toggle-flaws.ts';

const MINUTE_MS = 60_000;
const LONGEST_INTERVAL_MS = 60 * MINUTE_MS;

/** Those that are to come too: their stacks must find their names free. */
const CAPABILITIES: readonly string[] = [
  'alarms',
  'alerts',
  'console',
  'feedback',
  'guard',
  'overview',
  'pipeline',
  'probes',
  'releases',
  'status',
  'toggles',
];

/**
 * What is wrong between settings: duplicates, impossible combinations. Looks only at values of the right type,
 * so that it can run on settings of which other parts are wrong.
 */
export function brokenRules(settings: unknown): Flaw[] {
  if (!isObject(settings)) return [];
  return [
    ...countFlaws(settings),
    ...emptyList(settings, 'stages', 'Add at least one stage.'),
    ...entriesOf(settings, 'stages').flatMap(reservedNames),
    ...serviceNameFlaws(own(settings, 'service')),
    ...repeated(settings, 'stages', 'name'),
    ...repeated(settings, 'stages', 'order'),
    ...intervalFlaws(settings),
    ...probeFlaws(settings),
    ...sloFlaws(settings),
    ...repeatedTexts(own(settings, 'toggleClients'), 'toggleClients'),
    ...originFlaws(own(settings, 'feedback')),
    ...wafFlaws(settings),
    ...mailFlaws(settings),
    ...subscriberFlaws(own(settings, 'severities')),
    ...alertFlaws(settings),
    ...toggleFlaws(settings),
  ];
}

/** `cdk list` shows the pipeline's stack beside the stages. */
function reservedNames({ path, value }: Entry): Flaw[] {
  if (own(value, 'name') !== 'pipeline') return [];
  const rule = "must not be 'pipeline': the pipeline's own stack has that name.";
  return [{ path: `${path}.name`, rule, fix: 'Name it by its purpose, like beta or prod.' }];
}

/** Two stacks of a stage cannot have one name. */
function serviceNameFlaws(service: unknown): Flaw[] {
  const name = isObject(service) ? own(service, 'name') : undefined;
  if (typeof name !== 'string' || !CAPABILITIES.includes(name)) return [];
  const rule = `must not be '${name}': Afterprod's own stack has that name.`;
  return [{ path: 'service.name', rule, fix: "Name what your team ships, e.g. 'storefront'." }];
}

function intervalFlaws(settings: object): Flaw[] {
  const intervalMs = millisecondsOf(own(settings, 'probeInterval'));
  if (intervalMs === undefined) return [];
  const isInRange = intervalMs >= MINUTE_MS && intervalMs <= LONGEST_INTERVAL_MS;
  if (isInRange && intervalMs % MINUTE_MS === 0) return [];
  const rule = `must be whole minutes from 1m to 1h, not ${own(settings, 'probeInterval')}.`;
  return [
    {
      path: 'probeInterval',
      rule,
      fix: "Use '1m', and every: '10s' for what must be probed more often.",
    },
  ];
}

function originFlaws(feedback: unknown): Flaw[] {
  if (!isObject(feedback)) return [];
  const path = 'feedback.allowedOrigins';
  const origins = own(feedback, 'allowedOrigins');
  if (!Array.isArray(origins)) return [];
  const flaws = repeatedTexts(origins, path);
  if (origins.length > 1 && origins.includes('*')) {
    const fix = "Keep '*' alone, or name the origins.";
    flaws.push({ path, rule: "has '*' beside other origins.", fix });
  }
  return flaws;
}

function wafFlaws(settings: object): Flaw[] {
  const feedback = own(settings, 'feedback');
  const named = isObject(feedback) ? own(feedback, 'waf') : undefined;
  if (!Array.isArray(named)) return [];
  const stages = entriesOf(settings, 'stages').map(({ value }) => own(value, 'name'));
  const unknown = Array.from(named).flatMap((name: unknown, index) => {
    if (typeof name !== 'string' || stages.includes(name)) return [];
    const fix = `Use names of stages: ${stages.join(', ')}.`;
    return [{ path: `feedback.waf[${index}]`, rule: `is no stage: ${name}.`, fix }];
  });
  return [...unknown, ...repeatedTexts(named, 'feedback.waf')];
}

function subscriberFlaws(severities: unknown): Flaw[] {
  if (!isObject(severities)) return [];
  return ['page', 'ticket', 'info'].flatMap((severity) => {
    const subscribers = own(severities, severity);
    if (!isObject(subscribers)) return [];
    return ['email', 'https'].flatMap((protocol) =>
      repeatedTexts(own(subscribers, protocol), `severities.${severity}.${protocol}`),
    );
  });
}
