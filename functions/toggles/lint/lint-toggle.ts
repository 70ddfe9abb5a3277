import { suggestion } from '../edits/suggestion.ts';
import type { Segments } from '../segments.ts';
import { error, type Finding, type Path } from './finding.ts';
import { isObject, own } from './json-object.ts';
import { lintJson } from './lint-json.ts';
import { lintMetadata } from './lint-metadata.ts';
import { lintName } from './lint-name.ts';
import { lintTargeting } from './lint-targeting.ts';
import { lintVariants } from './lint-variants.ts';
import { quoted } from './quoted.ts';

const KEYS: readonly string[] = ['state', 'variants', 'defaultVariant', 'targeting', 'metadata'];

/** Everything that is wrong with one toggle, whatever it is; but for its expiry, which depends on the day. */
export function lintToggle(
  key: string,
  toggle: unknown,
  path: Path,
  segments: Segments,
): readonly Finding[] {
  const named = lintName(key, path);
  if (!isObject(toggle)) {
    const fix = 'write { state, variants, defaultVariant, metadata }';
    return [...named, error(path, 'bad_type', 'must be a toggle', fix)];
  }
  const broken = Object.entries(toggle).flatMap(([name, part]) =>
    part === undefined ? [] : lintJson(part, [...path, name]),
  );
  if (broken.length > 0) return [...named, ...broken];
  const part = (name: string) => own(toggle, name);
  const variants = isObject(part('variants')) ? Object.keys(part('variants') ?? {}) : [];
  const targeting = part('targeting');
  return [
    ...named,
    ...lintKeys(toggle, path),
    ...lintState(part('state'), [...path, 'state']),
    ...lintVariants(part('variants'), [...path, 'variants']),
    ...lintDefault(part('defaultVariant'), [...path, 'defaultVariant'], variants),
    ...(targeting === undefined
      ? []
      : lintTargeting(targeting, [...path, 'targeting'], variants, segments)),
    ...lintMetadata(part('metadata'), [...path, 'metadata'], variants),
  ];
}

function lintKeys(toggle: object, path: Path): readonly Finding[] {
  return Object.keys(toggle)
    .filter((key) => !KEYS.includes(key))
    .map((key) =>
      error([...path, key], 'unknown_key', 'is no part of a toggle', suggestion(key, KEYS)),
    );
}

function lintState(state: unknown, path: Path): readonly Finding[] {
  if (state === 'ENABLED' || state === 'DISABLED') return [];
  const rule = state === undefined ? 'is missing' : 'must be ENABLED or DISABLED';
  return [error(path, state === undefined ? 'missing' : 'bad_state', rule, 'set it to ENABLED')];
}

function lintDefault(name: unknown, path: Path, variants: readonly string[]): readonly Finding[] {
  if (typeof name === 'string' && variants.includes(name)) return [];
  const fix = suggestion(typeof name === 'string' ? name : '', variants);
  if (name === undefined) return [error(path, 'missing', 'is missing', fix)];
  return [error(path, 'unknown_variant', `names no variant: ${quoted(name)}`, fix)];
}
