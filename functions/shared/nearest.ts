/** More than a slip of the finger is another word. */
const MAX_EDITS = 4;

/**
 * The candidate that `word` was probably meant to be, or undefined when none is near. Cheap for long words and many
 * candidates: a document from outside may hold thousands of wrong names.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.min(MAX_EDITS, Math.max(2, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = editsBetween(wanted, candidate.toLowerCase(), fewest);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/**
 * Levenshtein's distance: how many letters must be added, removed or replaced. `far` stands for that many and more. A row
 * holds how far so many letters of `from` are from those beginnings of `to` that are about as long: others are far.
 */
function editsBetween(from: string, to: string, far: number): number {
  let row = Array.from({ length: 2 * far + 1 }, (_, index) => Math.min(Math.abs(index - far), far));
  for (let letters = 1; letters <= from.length; letters += 1) {
    const above = row;
    let left = far;
    row = above.map((diagonal, index) => {
      const column = letters + index - far;
      if (column < 0 || column > to.length) return far;
      const replaced = diagonal + (from[letters - 1] === to[column - 1] ? 0 : 1);
      left = Math.min(replaced, (above[index + 1] ?? far) + 1, left + 1, far);
      return left;
    });
    if (Math.min(...row) >= far) return far;
  }
  return row[to.length - from.length + far] ?? far;
}
