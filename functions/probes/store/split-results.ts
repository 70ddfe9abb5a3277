import type { ProbeResult } from '../targets/probe-result.ts';

/** An item holds 400 kB, and what does not compress is as large as before. */
const MAX_BYTES = 300_000;

/** As few lists as fit into an item each, in their order; one list at least. */
export function splitResults(
  results: readonly ProbeResult[],
  maxBytes = MAX_BYTES,
): readonly (readonly ProbeResult[])[] {
  let bytes = 0;
  const lists: ProbeResult[][] = [[]];
  for (const result of results) {
    const size = Buffer.byteLength(JSON.stringify(result));
    if (bytes > 0 && bytes + size > maxBytes) {
      lists.push([]);
      bytes = 0;
    }
    bytes += size;
    lists.at(-1)?.push(result);
  }
  return lists;
}
