import { type Command, Option } from 'commander';
import { contextOf } from './command-context.ts';
import { durationMs, spoken } from './duration.ts';
import { askLocal } from './local-api.ts';
import { addLocalLogs } from './local-logs.ts';
import { addLocalMailbox } from './local-mailbox.ts';

const DEFAULT_LATENCY = '1s';
/** Timers take little more, and no function waits as long. */
const LONGEST_LATENCY_MS = 60_000;

const FAULTS = ['throttle', 'error', 'latency', 'outage', 'off'] as const;

/** `afterprod local …`: looks into the local cloud that runs here, drives its time, and makes trouble. */
export function addLocal(program: Command): void {
  const local = program.command('local').description('the local cloud that npm start runs');
  addLocalLogs(local);
  addLocalMailbox(local);
  local
    .command('clock [advance]')
    .description('tell driven time, or move it forward, e.g. +1h')
    .action((advance, _, command) => clock(advance, command));
  local
    .command('fault <service>')
    .description('make a service fail for the functions, e.g. dynamodb throttle 30s')
    .argument('<kind>', FAULTS.join(', '))
    .argument('[duration]', 'of driven time, e.g. 30s')
    .addOption(new Option('--operation <name>', 'only this operation, e.g. PutItem'))
    .addOption(
      new Option(
        '--by <duration>',
        `how slow latency makes each call: at most 1m (default: ${DEFAULT_LATENCY})`,
      ),
    )
    .action((service, kind, duration, options, command) =>
      fault({ service, kind, duration, ...options }, command),
    );
}

async function clock(advance: string | undefined, command: Command): Promise<void> {
  const { local, output } = contextOf(command);
  const advanceMs = advance === undefined ? undefined : argument(command, 'advance', advance);
  const answer = (await (advanceMs === undefined
    ? askLocal(await local(), 'GET', '/clock')
    : askLocal(await local(), 'POST', '/clock', { advance: isoDuration(advanceMs) }))) as {
    now: string;
  };
  output.answer(answer, () => [answer.now]);
}

interface FaultRequest {
  readonly service: string;
  readonly kind: string;
  readonly duration: string | undefined;
  readonly operation?: string;
  readonly by?: string;
}

async function fault(request: FaultRequest, command: Command): Promise<void> {
  const { service, kind, operation } = request;
  const { local, output } = contextOf(command);
  if (!FAULTS.some((known) => known === kind)) {
    command.error(`error: '${kind}' is no fault. Choose ${FAULTS.join(', ')}.`, { exitCode: 2 });
  }
  refuseWhatIsIgnored(request, command);
  if (kind === 'off') {
    const answer = (await askLocal(
      await local(),
      'DELETE',
      `/faults/${encodeURIComponent(service)}`,
    )) as object;
    return output.answer(answer, () => [`${service} works again.`]);
  }
  if (request.duration === undefined) {
    command.error(`error: for how long? E.g. ${service} ${kind} 30s`, { exitCode: 2 });
  }
  const lastsMs = argument(command, 'duration', request.duration);
  const latencyMs = kind === 'latency' ? latencyOf(request, command) : undefined;
  const answer = (await askLocal(await local(), 'POST', '/faults', {
    service,
    kind,
    seconds: lastsMs / 1000,
    ...(operation && { operation }),
    ...(latencyMs !== undefined && { latencyMs }),
  })) as object;
  output.answer(answer, () => [
    `${service} has the fault ${kind} for ${spoken(lastsMs)} of driven time; end it with: afterprod local fault ${service} off`,
  ]);
}

function refuseWhatIsIgnored({ kind, duration, operation, by }: FaultRequest, command: Command) {
  const wrong = (what: string) => command.error(`error: ${what}`, { exitCode: 2 });
  if (by !== undefined && kind !== 'latency') wrong(`--by is for latency, not for ${kind}.`);
  if (kind !== 'off') return;
  if (duration !== undefined) wrong(`off takes no duration: leave out '${duration}'.`);
  if (operation !== undefined) wrong('off ends all faults of the service: leave out --operation.');
}

function latencyOf({ by = DEFAULT_LATENCY }: FaultRequest, command: Command): number {
  const latencyMs = argument(command, '--by', by);
  if (latencyMs <= LONGEST_LATENCY_MS) return latencyMs;
  return command.error(`error: --by '${by}' is too long. Give at most 1m.`, { exitCode: 2 });
}

/** Commander checks options and arguments by itself; these are optional or depend on each other. */
function argument(command: Command, name: string, text: string | undefined): number {
  try {
    return durationMs(text ?? '');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return command.error(`error: ${name} '${text}' is invalid. ${reason}`, { exitCode: 2 });
  }
}

function isoDuration(milliseconds: number): string {
  return `PT${milliseconds / 1000}S`;
}
