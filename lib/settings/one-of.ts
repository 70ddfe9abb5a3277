import { nearest } from '../../functions/shared/nearest.ts';
import { flaw, isObject, own, type Shape } from './shape.ts';

/**
 * An object that has exactly one of these keys, and the form that goes with it.
 *
 * @param fix - for one that has none of them, or several
 */
export function oneOf(kinds: Readonly<Record<string, Shape>>, fix: string): Shape {
  const names = Object.keys(kinds);
  return (value, path) => {
    if (!isObject(value)) return [flaw(path, 'an object', value, fix)];
    const given = names.filter((name) => own(value, name) !== undefined);
    const [kind, ...more] = given;
    if (kind === undefined) return [missing(path, value, names, fix)];
    if (more.length === 0) return kinds[kind]?.(value, path) ?? [];
    return [{ path, rule: `has ${given.map(quoted).join(' and ')}, of which it takes one.`, fix }];
  };
}

function missing(path: string, value: object, names: readonly string[], fix: string) {
  const [meant] = Object.keys(value).flatMap((key) => nearest(key, names) ?? []);
  const rule = `needs one of ${names.map(quoted).join(', ')}.`;
  return { path, rule, fix: meant === undefined ? fix : `Did you mean '${meant}'?` };
}

function quoted(name: string): string {
  return `'${name}'`;
}
