import { UNPRINTABLE } from '../../shared/unprintable.ts';

/**
 * Words of others as one line: no line breaks, terminal escapes or marks that turn the reading direction.
 *
 * @param maxLength - in code points; what is longer ends in `…`
 */
export function printable(text: string, maxLength: number): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  const points = [...line];
  return points.length <= maxLength ? line : `${points.slice(0, maxLength - 1).join('')}…`;
}
