import type { Flaw } from './settings-error.ts';
import { isObject, own } from './shape.ts';

/** Pipelines take 50 stages. */
const MAX_STAGES = 50;

/** Their ids stand in the environment of a function, of which Lambda has 4 kB. */
const MAX_TOGGLE_CLIENTS = 50;

/** All origins stand in the environment of each public function, of which Lambda has 4 kB for them and all else. */
const MAX_ORIGINS_CHARACTERS = 2_000;

/** A stack takes 500 resources, and the topics share theirs with the probes' alarms. */
const MAX_SUBSCRIBERS = 100;

/** What is too much for the stacks that hold it. */
export function countFlaws(settings: object): Flaw[] {
  return [
    ...stageFlaws(own(settings, 'stages')),
    ...clientFlaws(own(settings, 'toggleClients')),
    ...originFlaws(own(settings, 'feedback')),
    ...subscriberFlaws(own(settings, 'severities')),
  ];
}

function stageFlaws(stages: unknown): Flaw[] {
  if (!Array.isArray(stages) || stages.length <= MAX_STAGES) return [];
  const rule = `must have at most ${MAX_STAGES} entries, not ${stages.length}.`;
  return [{ path: 'stages', rule, fix: 'Merge stages, or split the project in two.' }];
}

function clientFlaws(clients: unknown): Flaw[] {
  if (!Array.isArray(clients) || clients.length <= MAX_TOGGLE_CLIENTS) return [];
  const rule = `must have at most ${MAX_TOGGLE_CLIENTS} entries, not ${clients.length}.`;
  return [{ path: 'toggleClients', rule, fix: 'Let programs of one team share a key.' }];
}

function originFlaws(feedback: unknown): Flaw[] {
  const origins = isObject(feedback) ? own(feedback, 'allowedOrigins') : undefined;
  if (!Array.isArray(origins)) return [];
  const characters = origins.filter((origin) => typeof origin === 'string').join(',').length;
  if (characters <= MAX_ORIGINS_CHARACTERS) return [];
  const rule = `has ${origins.length} entries of ${characters} characters; at most ${MAX_ORIGINS_CHARACTERS} fit into a function, each with a comma.`;
  const fix = "Name fewer or shorter ones, or ['*']: CORS is not access control.";
  return [{ path: 'feedback.allowedOrigins', rule, fix }];
}

function subscriberFlaws(severities: unknown): Flaw[] {
  if (!isObject(severities)) return [];
  const lists = Object.values(severities).flatMap((subscribers: unknown) =>
    isObject(subscribers) ? Object.values(subscribers) : [],
  );
  const count = lists.reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
    0,
  );
  if (count <= MAX_SUBSCRIBERS) return [];
  const rule = `has ${count} subscribers; the stack of the alarms takes at most ${MAX_SUBSCRIBERS}.`;
  return [{ path: 'severities', rule, fix: 'Subscribe a mailing list instead of each person.' }];
}
