import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';

/** What the settings name. */
export interface Seed {
  readonly toggles: Readonly<Record<string, Toggle>>;
  /** Rules by name, for `$evaluators`. */
  readonly segments: Readonly<Record<string, unknown>>;
}

/**
 * Adds the toggles and segments that are missing. What exists is the team's: a deployment never changes or removes it.
 * What somebody removed stays removed, though the settings still name it: `removed` has the keys that edits took away.
 */
export function seedToggles(
  document: ToggleDocument,
  { toggles, segments }: Seed,
  removed: ReadonlySet<string>,
): Edit | undefined {
  const missing = Object.entries(toggles).filter(
    ([key]) => !Object.hasOwn(document.flags, key) && !removed.has(key),
  );
  const known = document.$evaluators ?? {};
  const missingSegments = Object.entries(segments).filter(([name]) => !Object.hasOwn(known, name));
  if (missing.length + missingSegments.length === 0) return undefined;
  const keys = missing.map(([key]) => key);
  const names = missingSegments.map(([name]) => name);
  const $evaluators = { ...known, ...Object.fromEntries(missingSegments) };
  return {
    document: {
      ...document,
      flags: { ...document.flags, ...Object.fromEntries(missing) },
      ...(Object.keys($evaluators).length > 0 && { $evaluators }),
    },
    summary: `created ${[...keys, ...names.map((name) => `segment ${name}`)].join(', ')}`,
    keys,
    segments: names,
    isSeed: true,
    acceptsExpired: true, // a date that has passed must not stop a deployment
  };
}
