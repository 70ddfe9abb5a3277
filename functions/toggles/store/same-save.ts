import type { Change } from './change.ts';

/** What tells one save from another. */
export type Saved = Pick<Change, 'who' | 'why' | 'summary'> & { readonly sha256: string };

/** Whether a version is what this very save made, before its answer was lost: then it is not a conflict with itself. */
export function isSameSave(version: Saved, mine: Saved): boolean {
  return (
    version.sha256 === mine.sha256 &&
    version.who === mine.who &&
    version.why === mine.why &&
    version.summary === mine.summary
  );
}
