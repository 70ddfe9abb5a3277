/** The names of all segments that a rule leads to by `$ref`, of whatever depth; those that do not exist as well. */
export function segmentsUsed(
  rule: unknown,
  segments: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const used = new Set<string>();
  const seen = new Set<object>(); // settings may hold one object twice, or lead back to themselves
  const open: unknown[] = [rule];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    for (const child of Object.values(part)) open.push(child); // a spread fails on 100,000 of them
    const name = referenceOf(part);
    if (name === undefined) continue;
    used.add(name);
    open.push(ruleOf(segments, name));
  }
  return used;
}

function referenceOf(part: object): string | undefined {
  const name = '$ref' in part && Object.hasOwn(part, '$ref') ? part.$ref : undefined;
  return typeof name === 'string' ? name : undefined;
}

function ruleOf(segments: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(segments, name) ? segments[name] : undefined;
}
