import { type Command, Option } from 'commander';
import { contextOf } from './command-context.ts';
import { durationMs, spoken } from './duration.ts';
import { askLocal } from './local-api.ts';
import { addLocalLogs } from './local-logs.ts';
import { addLocalMailbox } from './local-mailbox.ts';

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
    .addOption(new Option('--by <duration>', 'how slow latency makes each call').default('1s'))
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
  readonly by: string;
}

async function fault(request: FaultRequest, command: Command): Promise<void> {
  const { service, kind, operation } = request;
  const { local, output } = contextOf(command);
  if (!FAULTS.some((known) => known === kind)) {
    command.error(`error: '${kind}' is no fault. Choose ${FAULTS.join(', ')}.`, { exitCode: 2 });
  }
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
  const answer = (await askLocal(await local(), 'POST', '/faults', {
    service,
    kind,
    seconds: lastsMs / 1000,
    ...(operation && { operation }),
    ...(kind === 'latency' && { latencyMs: argument(command, '--by', request.by) }),
  })) as object;
  output.answer(answer, () => [
    `${service} has the fault ${kind} for ${spoken(lastsMs)} of driven time; end it with: afterprod local fault ${service} off`,
  ]);
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
