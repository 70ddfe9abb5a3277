import { isObject, own } from '../lint/json-object.ts';
import { segmentsUsed } from '../lint/segments-used.ts';
import { BETA_SEGMENT } from '../members/beta-segment.ts';
import { withMembersOf } from '../members/member-list.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';
import { importToggles } from './import-toggles.ts';
import { requireToggle } from './require-toggle.ts';

/**
 * Makes toggles of one stage as they are in another, with the segments that they use. Toggles that only `to` has stay, and so
 * do its beta testers.
 * Undefined where all is alike already; `toggle_unknown` for a key that `from` does not have.
 *
 * @param keys - default: all of `from`
 */
export function promoteToggles(
  from: ToggleDocument,
  to: ToggleDocument,
  keys: readonly string[] = Object.keys(from.flags),
): Edit | undefined {
  const flags = Object.fromEntries(keys.map((key) => [key, requireToggle(from, key)]));
  const segments = from.$evaluators ?? {};
  const used = segmentsUsed(
    Object.values(flags).map(({ targeting }) => targeting),
    segments,
  );
  const $evaluators = Object.fromEntries(
    [...used]
      .filter((name) => Object.hasOwn(segments, name))
      .map((name) => [name, ofStage(name, segments[name], to)]),
  );
  const edit = importToggles(to, { ...from, flags, $evaluators }, { replace: true });
  return edit && { ...edit, summary: edit.summary.replace('imported', 'promoted') };
}

/** Users who joined by themselves did so in one stage. */
function ofStage(name: string, rule: unknown, { $evaluators }: ToggleDocument): unknown {
  if (name !== BETA_SEGMENT || !isObject(rule)) return rule;
  return withMembersOf(rule, own($evaluators, name));
}
