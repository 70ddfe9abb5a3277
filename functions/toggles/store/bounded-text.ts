/** Line breaks, terminal escapes, and marks that turn the direction of what follows: an audit is read in a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** One printable line of at most `max` code points; what is cut ends in `…`. */
export function boundedText(text: string, max: number): string {
  const line = text.replace(UNPRINTABLE, ' ').trim();
  const points = Array.from(line);
  return points.length <= max ? line : `${points.slice(0, max - 1).join('')}…`;
}
