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
export function repeated(settings: object, key: string, field: string, within = ''): Flaw[] {
  const firstPaths = new Map<unknown, string>();
  return entriesOf(settings, key, within).flatMap(({ path, value }) => {
    const content = own(value, field);
    if (typeof content !== 'string' && typeof content !== 'number') return [];
    const first = firstPaths.get(content);
    if (first === undefined) firstPaths.set(content, path);
    if (first === undefined) return [];
    const rule = `is the same as ${first}.${field}: ${content}.`;
    return [{ path: `${path}.${field}`, rule, fix: `Give each its own ${field}.` }];
  });
}

/** Texts of a list that stand there before. */
export function repeatedTexts(list: unknown, path: string): Flaw[] {
  if (!Array.isArray(list)) return [];
  return Array.from(list).flatMap((text: unknown, index) => {
    const first = list.indexOf(text);
    if (typeof text !== 'string' || first === index) return [];
    return [{ path: `${path}[${index}]`, rule: `is the same as [${first}].`, fix: 'Remove it.' }];
  });
}
