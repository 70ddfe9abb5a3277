import type { Command } from 'commander';
import { findLocalState, type LocalState } from './local-state.ts';
import { createOutput, type Output } from './output.ts';
import { findTarget, type GlobalOptions, type Target } from './target.ts';

/** What every command starts from: where it works, and where it speaks to. */
export interface CommandContext {
  target(): Promise<Target>;
  /** For commands that exist on the local cloud alone. */
  local(): Promise<LocalState>;
  readonly output: Output;
}

/** Reads the options that are common to all commands, wherever they stand on the line. */
export function contextOf(command: Command): CommandContext {
  const options = command.optsWithGlobals<GlobalOptions>();
  return {
    target: () => findTarget(options),
    async local() {
      const { local } = await findTarget({ ...options, local: true });
      return local ?? findLocalState(process.env, '.');
    },
    output: createOutput(options.json === true),
  };
}
