import { UNPRINTABLE } from '../../functions/shared/unprintable.ts';
import type { Flaw } from './settings-error.ts';

/** Of one part of a flaw; more than its rule and a value cut short come to. */
const MAX_CHARACTERS = 1_000;

/** A flaw as a terminal may show it: settings are generated, too, and what is wrong with them may hold anything. */
export function shownFlaw({ path, rule, fix }: Flaw): Flaw {
  return { path: shown(path), rule: shown(rule), fix: shown(fix) };
}

/** Cut in the middle: its end says what is wrong. */
function shown(text: string): string {
  const printable = text.replace(UNPRINTABLE, ' ');
  if (printable.length <= MAX_CHARACTERS) return printable;
  const half = MAX_CHARACTERS / 2;
  return `${printable.slice(0, half)} … ${printable.slice(-half)}`;
}
