import type { Command } from 'commander';
import { diffDocuments } from '../../functions/toggles/edits/diff-documents.ts';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { printable } from '../output.ts';
import { toggleStoreOf } from '../stores.ts';
import { changedSegments, effectsOf } from './effect.ts';
import { twoStages } from './two-stages.ts';

const EXIT_CODES = '\nExit codes: 0 alike; 1 they differ, or it failed; 2 wrong use.';

/** `afterprod toggles diff beta prod`. */
export function addDiff(toggles: Command): void {
  toggles
    .command('diff <stage> <other-stage>')
    .description('which toggles two stages do not have alike, kills included')
    .addHelpText('after', EXIT_CODES)
    .action((first: string, second: string, _, command: Command) => diff(first, second, command));
}

async function diff(first: string, second: string, command: Command): Promise<void> {
  const { output } = contextOf(command);
  const targets = await twoStages(command, first, second);
  const [one, other] = await Promise.all([
    readStageToggles(toggleStoreOf(targets[0])),
    readStageToggles(toggleStoreOf(targets[1])),
  ]);
  const effects = effectsOf(one, other);
  const segments = changedSegments(one, other);
  const differing = effects.map(({ line: _line, before, after, key }) => ({
    key,
    ...(before !== undefined && { [first]: before }),
    ...(after !== undefined && { [second]: after }),
  }));
  const documents = diffDocuments(one.document, other.document);
  output.answer(
    { alike: effects.length + segments.length === 0, differing, toggles: documents, segments },
    () => [
      ...effects
        .map(({ key, before, after, line }) => {
          if (before === undefined) return `only in ${second}: ${key}, ${after}`;
          return after === undefined ? `only in ${first}: ${key}, ${before}` : line;
        })
        .map(printable),
      ...segments.map((name) => printable(`segment ${name} differs`)),
      ...(effects.length + segments.length === 0 ? [`${first} and ${second} are alike.`] : []),
    ],
  );
  const count = effects.length + segments.length;
  if (count > 0)
    throw new CliError(
      `${first} and ${second} differ in ${count} toggles or segments (told as ${first} -> ${second}).`,
    );
}
