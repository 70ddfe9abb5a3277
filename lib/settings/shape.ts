import { inspect } from 'node:util';
import { nearest } from '../../functions/shared/nearest.ts';
import type { Flaw } from './settings-error.ts';

/** Says what is wrong with the value at `path`; nothing when all is well. */
export type Shape = (value: unknown, path: string) => readonly Flaw[];

/** Nobody writes more by hand. */
const MAX_ENTRIES = 30;

/** A value that `accepts` holds for. `rule` completes "must be ...". */
export function leaf(rule: string, fix: string, accepts: (value: unknown) => boolean): Shape {
  return (value, path) => (accepts(value) ? [] : [flaw(path, rule, value, fix)]);
}

/** A string of one form. */
export function text(rule: string, fix: string, form: RegExp): Shape {
  return leaf(rule, fix, (value) => typeof value === 'string' && form.test(value));
}

/** Exactly these keys; a key that is not known is an error. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  const known = Object.keys(fields);
  return (value, path) => {
    if (!isObject(value)) return [flaw(path, 'an object', value, `Write { ${known.join(', ')} }.`)];
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    return [
      ...unknown.map((key) => unknownKey(join(path, key), key, known)),
      ...known.flatMap((key) => fields[key]?.(own(value, key), join(path, key)) ?? []),
    ];
  };
}

export function list(item: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return [flaw(path, 'a list', value, 'Write it in [brackets].')];
    return Array.from(value).flatMap((one, index) => item(one, `${path}[${index}]`));
  };
}

export function optional(shape: Shape): Shape {
  return (value, path) => (value === undefined ? [] : shape(value, path));
}

/** An object with any of these keys, and one of them at least. */
export function someOf(fields: Readonly<Record<string, Shape>>): Shape {
  const shape = object(
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, optional(field)])),
  );
  return (value, path) => {
    const isEmpty = isObject(value) && Object.values(value).every((one) => one === undefined);
    if (!isEmpty) return shape(value, path);
    const keys = Object.keys(fields).join(', ');
    return [flaw(path, 'an object that says something', value, `Give at least one of: ${keys}.`)];
  };
}

/** An object whose keys and values have these forms. */
export function record(key: Shape, item: Shape, most = MAX_ENTRIES): Shape {
  return atMost(most, (value, path) => {
    if (!isObject(value)) return [flaw(path, 'an object', value, 'Write { name: value }.')];
    return Object.entries(value).flatMap(([name, one]) => [
      ...key(name, join(path, name)).map((wrong) => ({ ...wrong, rule: `its name ${wrong.rule}` })),
      ...item(one, join(path, name)),
    ]);
  });
}

/** A value, or a list of them that is not empty. */
export function oneOrMore(item: Shape): Shape {
  const several = filled(list(item));
  return (value, path) => (Array.isArray(value) ? several(value, path) : item(value, path));
}

/** A list with something in it. */
export function filled(shape: Shape): Shape {
  return (value, path) => {
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (!isEmpty) return atMost(MAX_ENTRIES, shape)(value, path);
    return [{ path, rule: 'must not be empty.', fix: 'Leave it out, or name at least one.' }];
  };
}

/** A list or an object of which more would be a mistake. */
export function atMost(most: number, shape: Shape): Shape {
  return (value, path) => {
    const count = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
    if (count <= most) return shape(value, path);
    const rule = `must have at most ${most} entries, not ${count}.`;
    return [{ path, rule, fix: 'Keep those that tell most.' }];
  };
}

/** The value under an own key, so that `constructor` and the like are never found. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** What has its settings as keys of its own, a module too: no list, no map, no date, no text in an object. */
export function isObject(value: unknown): value is object {
  return ['[object Object]', '[object Module]'].includes(Object.prototype.toString.call(value));
}

export function flaw(path: string, rule: string, value: unknown, fix: string): Flaw {
  if (value === undefined) return { path, rule: `is missing; it must be ${rule}.`, fix };
  return { path, rule: `must be ${rule}, not ${shown(value)}.`, fix };
}

function unknownKey(path: string, key: string, known: readonly string[]): Flaw {
  const meant = nearest(key, known);
  const fix = meant
    ? `Did you mean '${meant}'?`
    : `Remove it. Here you can set: ${known.join(', ')}.`;
  return { path, rule: 'is not a setting.', fix };
}

/** The path of a key below `path`, as one would write it in TypeScript. */
export function join(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60 });
}
