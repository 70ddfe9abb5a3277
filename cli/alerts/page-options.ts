import { type Command, InvalidArgumentError } from 'commander';
import type { AlertQuery } from '../../functions/alerts/alert-store.ts';
import { CliError } from '../cli-error.ts';
import { wholeNumber } from '../whole-number.ts';

export interface PageOptions {
  readonly limit: number;
  readonly service?: string;
  readonly before?: string;
}

const DEFAULT_LIMIT = 20;
const MOST = 100;

/** How much of what happened is listed. */
export function withPageOptions(command: Command): Command {
  return command
    .option('--service <name>', 'of this service alone')
    .option('--limit <count>', `how many: 1 to ${MOST}`, limit, DEFAULT_LIMIT)
    .option('--before <time>', 'opened before this: where the page before has ended, ISO 8601');
}

export function queryOf({ limit, service, before }: PageOptions): AlertQuery {
  if (service === '') throw new CliError('--service is empty.', { exitCode: 2 });
  return {
    limit,
    ...(service !== undefined && { service }),
    ...(before !== undefined && { before: isoOf(before) }),
  };
}

function limit(text: string): number {
  const count = wholeNumber(text);
  if (count <= MOST) return count;
  throw new InvalidArgumentError(`At most ${MOST}.`);
}

function isoOf(text: string): string {
  const at = new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : Number.NaN);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new CliError(`--before '${text}' is no time. Write it as 2026-11-23T11:04:00Z.`, {
    exitCode: 2,
  });
}
