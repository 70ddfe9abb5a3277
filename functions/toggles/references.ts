/** Puts the named rules in the place of each `{"$ref": "name"}`. Throws for a name that is unknown or leads to itself. */
export function resolveReferences(
  rule: unknown,
  evaluators: Readonly<Record<string, unknown>>,
  open: readonly string[] = [],
): unknown {
  if (typeof rule !== 'object' || rule === null) return rule;
  if (Array.isArray(rule)) return rule.map((part) => resolveReferences(part, evaluators, open));
  const name = '$ref' in rule ? rule.$ref : undefined;
  if (typeof name === 'string') return resolveNamed(name, evaluators, open);
  return Object.fromEntries(
    Object.entries(rule).map(([key, part]) => [key, resolveReferences(part, evaluators, open)]),
  );
}

function resolveNamed(
  name: string,
  evaluators: Readonly<Record<string, unknown>>,
  open: readonly string[],
): unknown {
  if (open.includes(name)) throw new Error(`$ref '${name}' leads to itself: ${open.join(' -> ')}`);
  if (!Object.hasOwn(evaluators, name)) throw new Error(`$ref '${name}' names no evaluator`);
  return resolveReferences(evaluators[name], evaluators, [...open, name]);
}
