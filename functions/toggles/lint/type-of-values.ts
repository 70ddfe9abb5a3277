/** Deeper ones are not spelled out. */
const MAX_LEVELS = 20;

/** The TypeScript type that all these JSON values have; nothing in it can be written to. */
export function typeOfValues(values: readonly unknown[], levels = MAX_LEVELS): string {
  const types = [...new Set(values.map((value) => typeOf(value, levels)))].sort();
  return types.join(' | ') || 'never';
}

function typeOf(value: unknown, levels: number): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (levels === 0) return 'unknown';
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'readonly never[]'
      : `readonly (${typeOfValues(value, levels - 1)})[]`;
  }
  const members = Object.entries(value)
    .map(([name, part]) => `readonly ${JSON.stringify(name)}: ${typeOf(part, levels - 1)}`)
    .sort();
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${members.join('; ')} }`;
}
