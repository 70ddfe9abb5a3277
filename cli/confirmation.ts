import { createInterface } from 'node:readline/promises';
import { CliError } from './cli-error.ts';
import { printable } from './output.ts';
import type { Target } from './target.ts';

/** What is about to be changed, and whether the caller has agreed already. */
export interface Confirmation {
  readonly target: Pick<Target, 'local' | 'stage' | 'prefix'>;
  /** What users will notice, a line each. */
  readonly effect: readonly string[];
  /** `--yes`. */
  readonly yes: boolean;
}

/** Where the question is put. */
interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** On AWS, a stage that users meet: its name begins with `prod`. */
export function needsConfirmation({ target, yes }: Confirmation): boolean {
  return !yes && !target.local && /^prod/i.test(target.stage);
}

/**
 * Asks before a change in prod, on the standard error, so that the standard output holds the answer alone.
 * Rejects where nobody can be asked (exit code 2), and where the answer is not yes (1). True when it asked.
 */
export async function confirm(
  confirmation: Confirmation,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (!needsConfirmation(confirmation)) return false;
  const effect = confirmation.effect.map(printable);
  const where = confirmation.target.prefix.replace(/-$/, '');
  if (!input.isTTY) {
    throw new CliError(
      `This changes ${where} (${effect.join('; ')}), and nobody is here to be asked. Add --yes.`,
      { exitCode: 2 },
    );
  }
  output.write([`In ${where}:`, ...effect.map((line) => `  ${line}`), ''].join('\n'));
  if (/^y(es)?$/i.test(await answerTo('Go on? [y/N] ', { input, output }))) return true;
  throw new CliError('Nothing was changed.');
}

/** Ctrl-C and the end of the input are no answer. */
async function answerTo(question: string, terminal: Terminal): Promise<string> {
  const lines = createInterface({ ...terminal, terminal: true });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return (await Promise.race([lines.question(question).catch(() => ''), closed])).trim();
  } finally {
    lines.close();
  }
}
