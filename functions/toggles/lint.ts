import type { Toggle } from './toggle.ts';
import type { ToggleDocument } from './toggle-document.ts';

/** One rule that a toggle breaks. */
export interface Finding {
  /** Where: `flags.new-checkout.defaultVariant`. */
  readonly path: string;
  readonly rule: string;
  readonly fix: string;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Rules are evaluated by recursion, and read at every refresh. */
const MAX_TARGETING_LEVELS = 100;
const MAX_TARGETING_BYTES = 64_000;

/** Everything that is wrong with a document. Run on every write: a reader trusts what is stored. */
export function lintDocument(document: ToggleDocument): readonly Finding[] {
  return Object.entries(document.flags).flatMap(([key, toggle]) => [
    ...lintKey(key),
    ...lintState(`flags.${key}`, toggle),
    ...lintValues(`flags.${key}`, toggle),
    ...lintVariantNames(`flags.${key}`, toggle),
    ...lintExposed(`flags.${key}`, toggle),
    ...lintTargeting(`flags.${key}`, toggle),
  ]);
}

function lintKey(key: string): readonly Finding[] {
  if (KEY.test(key)) return [];
  const rule =
    '1 to 100 letters, digits, dots, hyphens or underscores, the first a letter or digit';
  return [{ path: `flags.${key}`, rule, fix: 'rename it' }];
}

function lintState(path: string, { state }: Toggle): readonly Finding[] {
  if (state === 'ENABLED' || state === 'DISABLED') return [];
  return [{ path: `${path}.state`, rule: 'ENABLED or DISABLED', fix: 'set it to ENABLED' }];
}

function lintValues(toggle: string, { variants }: Toggle): readonly Finding[] {
  const path = `${toggle}.variants`;
  const types = [...new Set(Object.values(variants).map((value) => typeof value))];
  if (types.length === 0) {
    return [{ path, rule: 'at least one variant', fix: "add 'on' and 'off'" }];
  }
  if (types.length === 1) return [];
  const rule = `values of one type, not ${types.sort().join(' and ')}`;
  return [{ path, rule, fix: 'make all variants the same type' }];
}

function lintVariantNames(toggle: string, { variants, ...rest }: Toggle): readonly Finding[] {
  const named = { defaultVariant: rest.defaultVariant, safeVariant: rest.metadata?.safeVariant };
  return Object.entries(named)
    .filter(([, name]) => name !== undefined && !Object.hasOwn(variants, String(name)))
    .map(([where, name]) => ({
      path: `${toggle}.${where}`,
      rule: `'${name}' is no variant of this toggle`,
      fix: `use one of: ${Object.keys(variants).join(', ')}`,
    }));
}

function lintExposed(toggle: string, { metadata }: Toggle): readonly Finding[] {
  const exposed = metadata?.exposed;
  if (exposed === undefined || exposed === 'client') return [];
  const rule = `'client', not '${exposed}'`;
  return [{ path: `${toggle}.metadata.exposed`, rule, fix: 'leave it out to keep it private' }];
}

function lintTargeting(toggle: string, { targeting }: Toggle): readonly Finding[] {
  const path = `${toggle}.targeting`;
  if (isDeeperThan(MAX_TARGETING_LEVELS, targeting)) {
    // cyclic ones too
    return [
      {
        path,
        rule: `at most ${MAX_TARGETING_LEVELS} levels deep`,
        fix: 'name parts in $evaluators',
      },
    ];
  }
  const bytes = Buffer.byteLength(JSON.stringify(targeting ?? {}));
  if (bytes <= MAX_TARGETING_BYTES) return [];
  return [
    { path, rule: `at most ${MAX_TARGETING_BYTES} bytes, not ${bytes}`, fix: 'shorten its lists' },
  ];
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}
