/**
 * Reads the variables that a function cannot work without. One that is missing or empty is bad wiring: the function
 * fails at its start, where a deployment notices, and not at its first request.
 */
export function readEnvironment<Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  const missing: Name[] = [];
  for (const name of names) {
    const value = process.env[name];
    if (value) values[name] = value;
    else missing.push(name);
  }
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')} not set: the construct that makes this function must put it into its environment`,
    );
  }
  return values as Record<Name, string>; // every name was found above
}

/** Reads a comma-separated list. A missing or empty variable is an empty list. */
export function readList(name: string): readonly string[] {
  return (process.env[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
