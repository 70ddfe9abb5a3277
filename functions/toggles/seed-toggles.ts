import type { Edit } from './edit.ts';
import type { Toggle } from './toggle.ts';
import type { ToggleDocument } from './toggle-document.ts';

/**
 * Adds the toggles that are missing. What exists is the team's: a deployment never changes or removes it. What somebody
 * removed stays removed, though the settings still name it: `removed` has the keys that edits took away.
 */
export function seedToggles(
  document: ToggleDocument,
  seed: Readonly<Record<string, Toggle>>,
  removed: ReadonlySet<string>,
): Edit | undefined {
  const missing = Object.entries(seed).filter(
    ([key]) => !Object.hasOwn(document.flags, key) && !removed.has(key),
  );
  if (missing.length === 0) return undefined;
  const keys = missing.map(([key]) => key);
  return {
    document: { ...document, flags: { ...document.flags, ...Object.fromEntries(missing) } },
    summary: `created ${keys.join(', ')}`,
    keys,
    acceptsExpired: true, // a date that has passed must not stop a deployment
  };
}
