/** What a part of a rule gives. `any`: known only when a user asks; `mixed`: one of several types. */
export type ValueType = 'any' | 'boolean' | 'list' | 'mixed' | 'null' | 'number' | 'text';

/** The one type of several values. Null goes with all. */
export function joined(types: readonly ValueType[]): ValueType {
  const known = new Set(types.filter((type) => type !== 'null' && type !== 'any'));
  const [first = 'null', ...others] = known;
  if (others.length > 0) return 'mixed';
  return types.includes('any') && first !== 'mixed' ? 'any' : first;
}

export function literalType(value: unknown): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'any';
}
