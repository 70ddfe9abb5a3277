import { entriesOf } from './entries.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

/** A list that must say something, and does not. */
export function emptyList(settings: object, key: string, fix: string): Flaw[] {
  const list = own(settings, key);
  const isEmpty = Array.isArray(list) && list.length === 0;
  return isEmpty ? [{ path: key, rule: 'must not be empty.', fix }] : [];
}

/** Objects of a list of which two have the same value in a field. */
export function repeated(settings: object, key: string, field: string): Flaw[] {
  const firstPaths = new Map<unknown, string>();
  return entriesOf(settings, key).flatMap(({ path, value }) => {
    const content = own(value, field);
    if (typeof content !== 'string' && typeof content !== 'number') return [];
    const first = firstPaths.get(content);
    if (first === undefined) firstPaths.set(content, path);
    if (first === undefined) return [];
    const rule = `is the same as ${first}.${field}: ${content}.`;
    return [{ path: `${path}.${field}`, rule, fix: `Give each its own ${field}.` }];
  });
}
