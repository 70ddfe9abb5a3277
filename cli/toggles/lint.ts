import type { Command } from 'commander';
import { isoDate } from '../../functions/shared/iso-date.ts';
import type { Finding } from '../../functions/toggles/lint/finding.ts';
import { lintDocument } from '../../functions/toggles/lint/lint.ts';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { readJsonInput } from '../json-input.ts';
import { type Output, printable } from '../output.ts';
import { toggleStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';

const EXIT_CODES =
  '\nExit codes: 0 no errors (warnings stop nothing); 1 errors, or it failed; 2 wrong use.';

/** `afterprod toggles lint [file]`. */
export function addLint(toggles: Command): void {
  toggles
    .command('lint [file]')
    .description(
      'every rule that a flagd definition breaks: a file, - for the standard input, or what is stored',
    )
    .addHelpText('after', EXIT_CODES)
    .action((file: string | undefined, _, command: Command) => lint(file, command));
}

async function lint(file: string | undefined, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { document, atMs, unreadable } = await subject();
  const today = isoDate(atMs);
  const findings = lintDocument(document, { today });
  output.answer({ findings, ...(unreadable && { unreadable }) }, () =>
    lines(file, findings, output),
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const faults = errors > 0 ? [`${counted(errors, 'error')} in ${file ?? 'what is stored'}`] : [];
  if (unreadable) faults.push(printable(unreadable));
  if (faults.length > 0) throw new CliError(`${faults.join('; ')}.`);

  /** A file is judged by the calendar of this computer: it needs no stage. */
  async function subject(): Promise<Subject> {
    if (file !== undefined) return { document: readJsonInput(file), atMs: Date.now() };
    const where = await target();
    const { document: stored, ...state } = await readStageToggles(toggleStoreOf(where));
    return { document: stored, atMs: await nowMs(where), unreadable: state.unreadable };
  }
}

interface Subject {
  readonly document: unknown;
  readonly atMs: number;
  /** Why no reader can use what is stored, and the fix. */
  readonly unreadable?: string | undefined;
}

function lines(
  file: string | undefined,
  findings: readonly Finding[],
  { paint }: Output,
): readonly string[] {
  const source = file === undefined ? '' : `${file === '-' ? 'stdin' : file}: `;
  if (findings.length === 0) return [`${source}no findings`];
  return findings.map(({ path, rule, fix, severity }) =>
    paint(
      severity === 'error' ? 'red' : 'yellow',
      printable(`${source}${path}: ${severity}: ${rule}: ${fix}`),
    ),
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
