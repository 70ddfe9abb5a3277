import type { Command } from 'commander';
import { staleEvidence } from '../../functions/toggles/stale/stale-evidence.ts';
import { type StaleToggle, staleToggles } from '../../functions/toggles/stale/stale-toggles.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { type Output, printable } from '../output.ts';
import { exposureStoreOf, toggleStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';

interface StaleOptions {
  readonly fail: boolean;
}

const EXIT_CODES =
  '\nExit codes: 0 looked; 1 it failed, or with --fail: some are stale; 2 wrong use.';

/** `afterprod toggles stale`: what the weekly report says, now. */
export function addStale(toggles: Command): void {
  toggles
    .command('stale')
    .description('toggles that can go: over their date, the same for all or unused for 30 days')
    .option('--fail', 'exit with 1 where there are any: for a build', false)
    .addHelpText('after', EXIT_CODES)
    .action((options: StaleOptions, command: Command) => stale(options, command));
}

async function stale({ fail }: StaleOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const now = () => atMs;
  const sources = { toggles: toggleStoreOf(where, now), exposures: exposureStoreOf(where, now) };
  const evidence = await staleEvidence(sources, atMs);
  const found = staleToggles(evidence, atMs);
  const isCounting = evidence.served !== undefined;
  output.answer({ toggles: found, isCounting }, () => lines(found, isCounting, output));
  if (fail && found.length > 0) {
    throw new CliError(`${found.length} stale ${found.length === 1 ? 'toggle' : 'toggles'}.`);
  }
}

function lines(
  found: readonly StaleToggle[],
  isCounting: boolean,
  { paint }: Output,
): readonly string[] {
  return [
    ...(found.length === 0 ? ['No stale toggles.'] : []),
    ...found.flatMap(({ key, signs, owner = 'nobody', ticket, next }) => [
      paint('yellow', printable(`${key}  ${[owner, ticket].filter(Boolean).join(', ')}`)),
      ...signs.map(({ says }) => printable(`  ${says}`)),
      paint('dim', `  ${next}`),
    ]),
    ...(isCounting
      ? []
      : [paint('dim', 'Unused ones are not known: exposures were not counted for 30 days yet.')]),
  ];
}
