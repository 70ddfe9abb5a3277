const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** In the words that people use, by the two largest units: `1 d 2 h`, `30 min`. Less than a second is `0 s`. */
export function durationWords(milliseconds: number): string {
  const largest = UNITS.findIndex(([, ms]) => milliseconds >= ms);
  if (largest === -1) return '0 s';
  let leftMs = milliseconds;
  const parts = UNITS.slice(largest, largest + 2).map(([name, ms]) => {
    const count = Math.floor(leftMs / ms);
    leftMs -= count * ms;
    return { name, count };
  });
  return parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`)
    .join(' ');
}
