import { type Command, InvalidArgumentError } from 'commander';
import { isoDate } from '../../functions/shared/iso-date.ts';
import type { ToggleFacts } from '../../functions/toggles/edits/set-facts.ts';
import { durationMs } from '../duration.ts';

/** Facts of a toggle as the command line gives them: a text, true, or false for one that is to go. */
export interface FactOptions {
  readonly owner?: string;
  readonly expires?: string;
  readonly description?: string;
  readonly ticket?: string | false;
  readonly safeVariant?: string | false;
  readonly exposed?: boolean;
  readonly guardedBy?: string | false;
}

/** The facts that a toggle may have. Those that it must have, the caller adds. */
export function addFactOptions(command: Command): Command {
  return command
    .option('--ticket <text>', 'where its story is')
    .option('--safe-variant <name>', 'what a kill serves, instead of the off variant')
    .option('--exposed', 'browsers may read it with the publishable key')
    .option(
      '--guarded-by <alarms>',
      'names of alarms, separated by commas: a guarded rollout heeds them',
    );
}

/** Options that take a fact away again. */
export function addFactRemovals(command: Command): Command {
  return command
    .option('--no-ticket', 'take it away')
    .option('--no-safe-variant', 'take it away')
    .option('--no-exposed', 'browsers may not read it')
    .option('--no-guarded-by', 'take it away');
}

/** As the document has them; null for what goes. */
export function factsOf(options: FactOptions, nowMs: number): ToggleFacts {
  const { owner, expires, description, exposed } = options;
  const facts = {
    owner,
    expires: expires === undefined ? undefined : dayOf(expires, nowMs),
    description,
    ticket: options.ticket,
    safeVariant: options.safeVariant,
    exposed: exposed === true ? 'client' : exposed,
    guardedBy: options.guardedBy,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value === false ? null : value]],
    ),
  );
}

/** A day, or how long from today. */
export function parsedExpires(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  try {
    durationMs(text);
    return text;
  } catch {
    throw new InvalidArgumentError('Give a day as 2027-03-01, or how long from today: 60d, 8w.');
  }
}

function dayOf(expires: string, nowMs: number): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(expires)) return expires;
  return isoDate(nowMs + durationMs(expires));
}
