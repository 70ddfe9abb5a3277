import type { ToggleDocument } from '../toggle-document.ts';
import type { Snapshot } from './evaluate.ts';
import { LazyFlags } from './lazy-flags.ts';

/**
 * A document that was deployed along with the code, as a snapshot. Throws where it is no document; a single toggle that
 * is broken is noticed when it is read, and gives the code's default.
 *
 * @param document - as `afterprod toggles export` writes it
 */
export function bundledSnapshot(document: unknown): Snapshot {
  const flags = isObject(document) ? document['flags'] : undefined;
  if (!isObject(flags)) {
    throw new Error(
      "the snapshot given to createToggles is no toggle document: write it with 'afterprod toggles export'",
    );
  }
  const parsed = document as unknown as ToggleDocument;
  return { docVersion: 0, killVersion: 0, kills: {}, flags: new LazyFlags(parsed) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
