/** A command that could not do what was asked: one line that says why and what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** 1: it failed. 2: wrong use, the command line must change. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? 1;
  }
}
