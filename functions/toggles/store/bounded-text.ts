import { UNPRINTABLE } from '../../shared/unprintable.ts';

const CUT = '…';

/**
 * One printable line; what is cut ends in `…`.
 *
 * @param sizeOf - of one code point or of `…`: in it, `max` is counted. By default each counts one
 */
export function boundedText(
  text: string,
  max: number,
  sizeOf: (point: string) => number = () => 1,
): string {
  const line = text.replace(UNPRINTABLE, ' ').trim();
  let size = 0;
  let kept = '';
  let short = '';
  for (const point of line) {
    if (size + sizeOf(CUT) <= max) short = kept;
    size += sizeOf(point);
    if (size > max) return `${short}${CUT}`;
    kept += point;
  }
  return line;
}
