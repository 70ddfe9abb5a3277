import { error, type Finding, type Path } from './finding.ts';
import { isObject } from './json-object.ts';
import { lintName } from './lint-name.ts';
import { literalType } from './value-type.ts';

const MAX_VARIANTS = 100;
/** Every reader holds them all. */
const MAX_BYTES = 64_000;

/** What is wrong with the variants of a toggle: their names, and values of one type. */
export function lintVariants(variants: unknown, path: Path): readonly Finding[] {
  if (!isObject(variants)) {
    return [error(path, 'bad_type', 'must be variants by name', 'write { on: true, off: false }')];
  }
  const entries = Object.entries(variants);
  if (entries.length === 0 || entries.length > MAX_VARIANTS) {
    const rule = `must have 1 to ${MAX_VARIANTS} variants, not ${entries.length}`;
    return [error(path, 'missing', rule, "add 'on' and 'off'")];
  }
  const findings = entries.flatMap(([name, value]) => [
    ...lintName(name, [...path, name]),
    ...lintValue(value, [...path, name]),
  ]);
  return [...findings, ...lintTypes(Object.values(variants), path), ...lintSize(variants, path)];
}

function lintValue(value: unknown, path: Path): readonly Finding[] {
  if (!['null', 'list'].includes(literalType(value)) && value !== undefined) return [];
  const rule = 'must be true or false, text, a number or an object';
  return [error(path, 'bad_type', rule, 'put a list into an object: { items: [...] }')];
}

function lintTypes(values: readonly unknown[], path: Path): readonly Finding[] {
  const types = [...new Set(values.map(nameOf))].sort();
  if (types.length === 1) return [];
  const rule = `must have values of one type, not ${types.join(' and ')}`;
  return [error(path, 'mixed_types', rule, 'make all variants the same type')];
}

function nameOf(value: unknown): string {
  return typeof value;
}

function lintSize(variants: object, path: Path): readonly Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(variants));
  if (bytes <= MAX_BYTES) return [];
  const rule = `has more than ${MAX_BYTES} bytes, namely ${bytes}`;
  return [error(path, 'too_large', rule, 'keep the content elsewhere, and its name here')];
}
