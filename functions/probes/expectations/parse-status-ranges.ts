const RANGE = /^([1-5][0-9]{2})(?:\s*[-–]\s*([1-5][0-9]{2}))?$/;

/** Reads `200-299, 304`. Throws what is wrong with it. */
export function parseStatusRanges(text: string): readonly (readonly [number, number])[] {
  return text.split(',').map((part) => {
    const [, first, last = first] = RANGE.exec(part.trim()) ?? [];
    const range = [Number(first), Number(last)] as const;
    if (!(range[0] <= range[1])) {
      throw new Error(`'${part.trim()}' is no status from 100 to 599, and no range like 200-299`);
    }
    return range;
  });
}
