/** A stored document is not what was stored: torn, or changed by hand. Kills still work; readers keep what they have. */
export class CorruptDocument extends Error {
  override readonly name = 'CorruptDocument';
  /** What is wrong with it, in a few words. */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(
      `the stored toggle document is corrupt: ${what}; 'afterprod toggles undo --to <version>' writes an earlier one`,
      options,
    );
    this.what = what;
  }
}
