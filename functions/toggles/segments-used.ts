import type { ToggleDocument } from './toggle-document.ts';

/** The names of all segments that a rule leads to by `$ref`, of whatever depth; those that do not exist as well. */
export function segmentsUsed(
  rule: unknown,
  segments: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const used = new Set<string>();
  const open: unknown[] = [rule];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part !== 'object' || part === null) continue;
    open.push(...Object.values(part));
    const name = referenceOf(part);
    if (name === undefined || used.has(name)) continue;
    used.add(name);
    open.push(Object.hasOwn(segments, name) ? segments[name] : undefined);
  }
  return used;
}

/** The toggles that serve something else when one of these segments changes. */
export function keysThatUse(document: ToggleDocument, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return Object.entries(document.flags)
    .filter(([, { targeting }]) => {
      const used = segmentsUsed(targeting, document.$evaluators ?? {});
      return names.some((name) => used.has(name));
    })
    .map(([key]) => key);
}

function referenceOf(part: object): string | undefined {
  const name = '$ref' in part && Object.hasOwn(part, '$ref') ? part.$ref : undefined;
  return typeof name === 'string' ? name : undefined;
}
