import { enter } from './ledger.ts';
import type { Mark } from './mark.ts';
import type { Deployment } from './release.ts';
import type { ReleaseStore } from './release-store.ts';

/** Deployments of one stage rarely meet; more losses than this in a row are a defect. */
const MAX_ATTEMPTS = 8;

/** Enters a mark into the releases of a stage, and tells what changed by it. Repeating it changes nothing. */
export async function recordMark(store: ReleaseStore, mark: Mark): Promise<readonly Deployment[]> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const ledger = await store.ledger();
    const entry = enter(ledger, mark);
    if (entry.ledger === ledger || (await store.save(entry))) return entry.changed;
  }
  throw new Error(
    `mark ${mark.markId} was overtaken ${MAX_ATTEMPTS} times by other writers of the releases table`,
  );
}
