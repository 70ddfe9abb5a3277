import { shownFlaw } from './shown-flaw.ts';

/** One thing wrong in the settings. */
export interface Flaw {
  /** Where, e.g. `stages[0].account`. */
  readonly path: string;
  /** What must hold, and what is there instead. */
  readonly rule: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The settings cannot be used: says everything that is wrong with them, in one go. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly flaws: readonly Flaw[];

  constructor(flaws: readonly Flaw[], options?: ErrorOptions) {
    const count = flaws.length === 1 ? '1 error' : `${flaws.length} errors`;
    const shown = flaws.map(shownFlaw);
    super([`${count} in afterprod.config.ts`, ...shown.map(lines)].join('\n\n'), options);
    this.flaws = shown;
  }
}

function lines({ path, rule, fix }: Flaw): string {
  return `  ${path || '(the settings)'}: ${rule}\n    Fix: ${fix}`;
}
