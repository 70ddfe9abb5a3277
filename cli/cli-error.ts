/** A command that could not do what was asked: one line that says why and what to do. Exit code 1. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
