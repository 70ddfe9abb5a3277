import { type Command, InvalidArgumentError } from 'commander';
import { boundedText } from '../../functions/toggles/store/bounded-text.ts';

/** What every changing command understands, besides the global options. */
export interface ChangingOptions {
  /** For the history. */
  readonly why: string;
  /** Agreed to beforehand: prod is changed without a question. */
  readonly yes: boolean;
}

const EXIT_CODES = `
Asks before a change in prod on AWS; --yes answers that.
Exit codes: 0 done, or so already; 1 failed (no such toggle, a rule broken, a conflict, no to the question); 2 wrong use.`;

/** A command that changes toggles: with `--why` and `--yes`, and its exit codes in its help. */
export function changingCommand(toggles: Command, usage: string, description: string): Command {
  const [name = ''] = usage.split(' ');
  return toggles
    .command(usage)
    .description(description)
    .option('--why <reason>', 'for the history', parsedWhy, `afterprod ${toggles.name()} ${name}`)
    .option('--yes', 'change prod without a question', false)
    .addHelpText('after', EXIT_CODES);
}

/** As the store refuses it: nobody is asked about what will not be stored. */
function parsedWhy(text: string): string {
  if (boundedText(text, text.length)) return text;
  throw new InvalidArgumentError('It is blank: say why in a few words, or leave --why out.');
}
