/** Ranges of statuses for people: `200–299, 304 or 404`. */
export function statusInWords(ranges: readonly (readonly [number, number])[]): string {
  const words = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const last = words.pop() ?? 'none';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
