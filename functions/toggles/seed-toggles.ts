import { Problem } from '../shared/problem.ts';
import { lintDocument } from './lint.ts';
import type { Edit } from './set-default-variant.ts';
import type { Toggle } from './toggle.ts';
import type { ToggleDocument } from './toggle-document.ts';

/** Adds the toggles that are missing. What exists is the team's: a deployment never changes or removes it. */
export function seedToggles(
  document: ToggleDocument,
  seed: Readonly<Record<string, Toggle>>,
): Edit | undefined {
  const missing = Object.entries(seed).filter(([key]) => !Object.hasOwn(document.flags, key));
  if (missing.length === 0) return undefined;
  const created = Object.fromEntries(missing);
  const next = { ...document, flags: { ...document.flags, ...created } };
  const [finding] = lintDocument({ ...document, flags: created }); // an old fault must not stop a deployment
  if (finding) throw new Problem('toggle_invalid', `${finding.path}: ${finding.rule}`);
  return { document: next, summary: `created ${missing.map(([key]) => key).join(', ')}` };
}
