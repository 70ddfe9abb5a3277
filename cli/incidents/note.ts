import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { requireAlert, stageAlerts } from '../alerts/stage-alerts.ts';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { moment } from '../moment.ts';
import { printable } from '../output.ts';

const MOST_CHARACTERS = 1_000;

/** `afterprod incidents note <id> <text>`. */
export function addNote(incidents: Command): void {
  incidents
    .command('note <id>')
    .argument('<text>', `at most ${MOST_CHARACTERS} characters`, noteText)
    .description('writes what you found or did into the timeline, also when it is over')
    .action((id: string, text: string, _, command: Command) => note(id, text, command));
}

async function note(id: string, text: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const [stage, who] = await Promise.all([stageAlerts(where), callerOf(where)]);
  const alert = await requireAlert(stage, id);
  const at = new Date(stage.atMs).toISOString();
  const event = { at, kind: 'note', key: `note ${randomUUID()}`, text, who } as const;
  await stage.store.addEvents(alert.id, [event]);
  output.answer({ stage: where.stage, id: alert.id, ...event }, () => [
    printable(`${moment(at)}  ${who}: ${text}`),
  ]);
}

/** One line: it stands among others. */
function noteText(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  if (line !== '' && line.length <= MOST_CHARACTERS) return line;
  throw new InvalidArgumentError(
    line === ''
      ? 'Write something.'
      : `At most ${MOST_CHARACTERS} characters; this has ${line.length}.`,
  );
}
