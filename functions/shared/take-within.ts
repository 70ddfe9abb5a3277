/** An answer of a function has 6 MB at most, its quotes and backslashes escaped once more. */
const MAX_BYTES = 2_000_000;

/** As many of the first items as fit into an answer, as JSON; one at least. */
export function takeWithin<Item>(items: readonly Item[], maxBytes = MAX_BYTES): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > maxBytes;
  });
  return end < 0 ? items : items.slice(0, Math.max(1, end));
}
