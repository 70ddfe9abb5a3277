import { isToggleDocument } from '../store/is-toggle-document.ts';
import { refuseOtherBucketing } from '../store/other-bucketing.ts';
import type { Snapshot } from './evaluate.ts';
import { LazyFlags } from './lazy-flags.ts';

/**
 * A document that was deployed along with the code, as a snapshot. Throws where it is no document, or one of another bucketing; a single toggle that
 * is broken is noticed when it is read, and gives the code's default.
 *
 * @param document - as `afterprod toggles export` writes it
 */
export function bundledSnapshot(document: unknown): Snapshot {
  if (!isToggleDocument(document)) {
    throw new Error(
      "the snapshot given to createToggles is no toggle document: write it with 'afterprod toggles export'",
    );
  }
  refuseOtherBucketing(document);
  return { docVersion: 0, killVersion: 0, kills: {}, flags: new LazyFlags(document) };
}
