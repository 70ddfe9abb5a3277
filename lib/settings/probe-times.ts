/** For a run of a minute: room to start, to keep results, and for the attempts that had to wait for others. */
const LONGEST_TIMEOUT_MS = 25_000;

/** What a part of a minute's run leaves free at its end. */
const REST_MS = 4_000;

/** The longest that one attempt may take: two must fit into a run, or into the part of it until the next. */
export function longestTimeoutMs(everySeconds: number | undefined): number {
  if (everySeconds === undefined) return LONGEST_TIMEOUT_MS;
  return (everySeconds * 1_000 - REST_MS) / 2;
}
