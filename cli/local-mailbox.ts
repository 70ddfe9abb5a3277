import type { Command } from 'commander';
import { z } from 'zod/mini';
import { contextOf } from './command-context.ts';
import { askLocal } from './local-api.ts';
import { moment } from './moment.ts';
import { printable } from './output.ts';
import { wholeNumber } from './whole-number.ts';

const MAILBOX = z.object({
  messages: z.array(
    z.looseObject({
      at: z.string(),
      from: z.string(),
      to: z.string(),
      subject: z.string(),
      body: z.string(),
      headers: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});

/** `afterprod local mailbox`: the mails that SNS and SES would have sent, the newest last, nearest to the prompt. `--json` has their HTML too. */
export function addLocalMailbox(local: Command): void {
  local
    .command('mailbox')
    .description('the mails that would have been sent, the newest last')
    .option('--last <count>', 'the latest alone: how many', wholeNumber)
    .action((options: { last?: number }, command: Command) => mailbox(options, command));
}

async function mailbox({ last }: { last?: number }, command: Command): Promise<void> {
  const { local, output } = contextOf(command);
  const newestFirst = MAILBOX.parse(await askLocal(await local(), 'GET', '/mailbox.json')).messages;
  const messages = newestFirst.slice(0, last).reverse();
  output.answer({ messages }, () => {
    if (messages.length === 0) return ['The mailbox is empty.'];
    return messages.flatMap(({ at, to, subject, headers = {}, body }) => [
      output.paint('bold', `${moment(at)}  to ${printable(to)}`),
      output.paint('bold', printable(subject)),
      ...Object.entries(headers).map(([name, value]) => `  ${printable(`${name}: ${value}`)}`),
      ...readable(body).map((line) => `  ${printable(line)}`),
      '',
    ]);
  });
}

const ALARM = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.nullish(z.string()),
  NewStateReason: z.string(),
});

/** CloudWatch's messages are JSON of forty members: what people need of it. `--json` has it whole. */
function readable(body: string): readonly string[] {
  const alarm = ALARM.safeParse(parseJson(body));
  if (!alarm.success) return body.split(/\r?\n/);
  const { AlarmDescription, NewStateReason } = alarm.data;
  return [...(AlarmDescription ? [AlarmDescription] : []), NewStateReason];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
