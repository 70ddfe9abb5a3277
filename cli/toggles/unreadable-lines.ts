import type { StageToggles } from '../../functions/toggles/stage-toggles.ts';
import { type Output, printable } from '../output.ts';

/** Before what is stored: that functions do not serve it, and the fix. Empty where they do. */
export function unreadableLines(
  { unreadable }: StageToggles,
  { paint }: Output,
): readonly string[] {
  return unreadable === undefined ? [] : [paint('red', printable(`Warning: ${unreadable}.`))];
}
