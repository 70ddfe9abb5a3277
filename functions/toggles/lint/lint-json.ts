import { error, type Finding, type Path } from './finding.ts';

/** Rules are evaluated by recursion, and read at every refresh. */
export const MAX_LEVELS = 100;

/** What could not be stored as JSON, or not be read again as it was. Nothing else needs to look at such a value. */
export function lintJson(value: unknown, path: Path): readonly Finding[] {
  return isJson(value, []) ? [] : lintPart(value, path, []);
}

/** The same without places: nearly always all is well, and to write down each place takes ten times as long. */
function isJson(value: unknown, above: readonly object[]): boolean {
  if (typeof value !== 'object' || value === null) return isScalar(value);
  if (above.includes(value) || above.length > MAX_LEVELS) return false;
  const inside = [...above, value];
  if (Array.isArray(value)) return Array.from(value).every((part) => isJson(part, inside)); // gaps too
  return isPlain(value) && Object.entries(value).every((entry) => isEntry(entry, inside));
}

function isEntry([key, part]: [string, unknown], above: readonly object[]): boolean {
  return key !== '__proto__' && (part === undefined || isJson(part, above));
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** @param above - the values that hold it, from the outermost */
function lintPart(value: unknown, path: Path, above: readonly object[]): readonly Finding[] {
  if (typeof value !== 'object' || value === null) return lintScalar(value, path);
  if (above.includes(value)) {
    return [error(path, 'not_json', 'leads back to itself', 'write what is meant instead')];
  }
  if (above.length > MAX_LEVELS) {
    const fix = 'name parts of it in $evaluators';
    const root = path.slice(0, path.length - above.length);
    return [error(root, 'too_deep', `is nested deeper than ${MAX_LEVELS} levels`, fix)];
  }
  if (!Array.isArray(value) && !isPlain(value)) {
    return [error(path, 'not_json', 'is no plain object', 'write it as JSON')];
  }
  const inside = [...above, value];
  return Array.isArray(value)
    ? Array.from(value).flatMap((part, index) => lintPart(part, [...path, index], inside))
    : Object.entries(value).flatMap(([key, part]) => lintEntry(key, part, path, inside));
}

/** A key that is undefined is not written, as if it were not there. */
function lintEntry(
  key: string,
  part: unknown,
  path: Path,
  above: readonly object[],
): readonly Finding[] {
  if (key === '__proto__') {
    return [error([...path, key], 'bad_name', 'is no name', 'choose another')];
  }
  return part === undefined ? [] : lintPart(part, [...path, key], above);
}

function lintScalar(value: unknown, path: Path): readonly Finding[] {
  if (isScalar(value)) return [];
  const isNumber = typeof value === 'number';
  const rule = isNumber ? 'is no finite number within ±(2^53 - 1)' : 'is nothing that JSON knows';
  return [error(path, 'not_json', rule, isNumber ? 'write large ones as text' : 'write JSON')];
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // settings may come from another realm: its Object.prototype has no prototype either
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
