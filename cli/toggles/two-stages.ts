import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { findTarget, type GlobalOptions, type Target } from '../target.ts';

/** The targets of a command that names its stages itself. Both are found by the same AWS credentials. */
export async function twoStages(
  command: Command,
  first: string,
  second: string,
): Promise<readonly [Target, Target]> {
  const options = command.optsWithGlobals<GlobalOptions>();
  if (options.local) {
    throw new CliError(
      `The local cloud runs one stage: ${command.name()} needs two. Leave out --local, or use export and import.`,
      { exitCode: 2 },
    );
  }
  if (options.stage !== undefined) {
    throw new CliError(`${command.name()} names its stages itself: leave out --stage.`, {
      exitCode: 2,
    });
  }
  if (first === second) {
    throw new CliError(`${command.name()} needs two stages, not ${first} twice.`, { exitCode: 2 });
  }
  return [
    await findTarget({ ...options, stage: first }),
    await findTarget({ ...options, stage: second }),
  ];
}
