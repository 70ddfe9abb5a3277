import { inspect } from 'node:util';
import { nearest } from '../../functions/shared/nearest.ts';
import type { Flaw } from './settings-error.ts';

/** Says what is wrong with the value at `path`; nothing when all is well. */
export type Shape = (value: unknown, path: string) => readonly Flaw[];

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

/** The value under an own key, so that `constructor` and the like are never found. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
