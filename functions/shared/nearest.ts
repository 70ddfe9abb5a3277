/** The candidate that `word` was probably meant to be, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  return candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, edits: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((pair) => pair.edits <= limit)
    .sort((one, other) => one.edits - other.edits)[0]?.candidate;
}

/** Levenshtein's distance: how many letters must be added, removed or replaced. */
function edits(from: string, to: string): number {
  const untouched = Array.from({ length: to.length + 1 }, (_, column) => column);
  const last = [...from].reduce((row, letter) => nextRow(row, letter, to), untouched);
  return last.at(-1) ?? 0;
}

/** How far the word so far, with one more letter, is from each beginning of `to`. */
function nextRow(row: readonly number[], letter: string, to: string): number[] {
  const next = [(row[0] ?? 0) + 1];
  for (const [column, other] of [...to].entries()) {
    const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
    next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
  }
  return next;
}
