import type { Snapshot } from '../../functions/toggles/reader/evaluate.ts';
import { LazyFlags } from '../../functions/toggles/reader/lazy-flags.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT, type ToggleDocument } from '../../functions/toggles/toggle-document.ts';

/** What every toggle has to say of itself. */
export const FACTS = { owner: 'shop', expires: '2027-06-30', description: 'made for a test' };

/** A boolean toggle that is off for everybody. Its facts are there, whichever others are given. */
export function toggle(difference: Partial<Toggle> = {}): Toggle {
  return {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    ...difference,
    metadata: { ...FACTS, ...difference.metadata },
  };
}

export function documentOf(
  flags: Readonly<Record<string, Toggle>>,
  difference: Partial<ToggleDocument> = {},
): ToggleDocument {
  return { ...EMPTY_DOCUMENT, flags, ...difference };
}

export function snapshotOf(
  flags: Readonly<Record<string, Toggle>>,
  difference: Partial<Omit<Snapshot, 'flags'>> & Partial<ToggleDocument> = {},
): Snapshot {
  const { docVersion = 1, killVersion = 0, kills = {}, ...document } = difference;
  return {
    docVersion,
    killVersion,
    kills,
    flags: new LazyFlags(documentOf(flags, { ...document, flags })),
  };
}
