import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  type FilteredLogEvent,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { contextOf } from './command-context.ts';
import type { LocalState } from './local-state.ts';
import { type Output, printable } from './output.ts';

const POLL_MS = 500;

/** `afterprod local logs <function> --follow`: what a function wrote. */
export function addLocalLogs(local: Command): void {
  local
    .command('logs <function>')
    .description('what a function wrote, by its name or what follows project and stage')
    .option('-f, --follow', 'go on with what it writes from now on', false)
    .action((name, { follow }, command) => logs(name, follow, command));
}

async function logs(name: string, follow: boolean, command: Command): Promise<void> {
  const { local, output } = contextOf(command);
  const state = await local();
  const reader = new LogReader(state, functionName(name, state));
  do {
    for (const event of await reader.unread()) print(event, output);
    if (follow) await sleep(POLL_MS);
  } while (follow);
}

function functionName(name: string, { functions }: LocalState): string {
  const found = Object.hasOwn(functions, name)
    ? functions[name]
    : Object.values(functions).find((physical) => physical === name);
  if (found) return found;
  throw new CliError(
    `There is no function ${name}. The local cloud runs: ${Object.keys(functions).join(', ')}.`,
  );
}

/** Reads a log group onwards from where it was. Several events may bear one time, so their ids are remembered. */
class LogReader {
  readonly #client: CloudWatchLogsClient;
  readonly #logGroupName: string;
  #fromMs = 0;
  #seen = new Set<string>();

  constructor({ awsEndpoint: endpoint, region, credentials }: LocalState, functionName: string) {
    this.#client = new CloudWatchLogsClient({ endpoint, region, credentials, maxAttempts: 1 });
    this.#logGroupName = `/aws/lambda/${functionName}`;
  }

  async unread(): Promise<readonly FilteredLogEvent[]> {
    const events: FilteredLogEvent[] = [];
    const pages = paginateFilterLogEvents(
      { client: this.#client },
      { logGroupName: this.#logGroupName, startTime: this.#fromMs },
    );
    for await (const page of pages) events.push(...(page.events ?? []));
    const unread = events.filter(({ eventId = '' }) => !this.#seen.has(eventId));
    this.#fromMs = Math.max(this.#fromMs, ...events.map(({ timestamp = 0 }) => timestamp));
    const latest = events.filter(({ timestamp }) => timestamp === this.#fromMs);
    this.#seen = new Set(latest.map(({ eventId = '' }) => eventId));
    return unread;
  }
}

function print({ timestamp = 0, message = '' }: FilteredLogEvent, output: Output): void {
  const at = new Date(timestamp).toISOString();
  const text = `${output.paint('dim', at)}  ${printable(message.trimEnd())}`;
  output.line(output.isJson ? JSON.stringify({ at, message }) : text);
}
