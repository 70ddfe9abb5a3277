import { error, type Finding, type Path } from './finding.ts';
import type { Toggle } from './toggle.ts';
import type { ToggleDocument } from './toggle-document.ts';

export interface LintOptions {
  /** `YYYY-MM-DD`: from then on a toggle that expires earlier is found. @default - expiry is not judged */
  readonly today?: string;
  /** Only these toggles. @default - all */
  readonly keys?: readonly string[];
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Rules are evaluated by recursion, and read at every refresh. */
const MAX_TARGETING_LEVELS = 100;
const MAX_TARGETING_BYTES = 64_000;

/** Everything that is wrong with a document. Run on every write: a reader trusts what is stored. */
export function lintDocument(
  document: ToggleDocument,
  { keys }: LintOptions = {},
): readonly Finding[] {
  const flags = Object.entries(document.flags).filter(([key]) => keys?.includes(key) ?? true);
  return flags.flatMap(([key, toggle]) => [
    ...lintKey(key),
    ...lintState(['flags', key], toggle),
    ...lintValues(['flags', key], toggle),
    ...lintVariantNames(['flags', key], toggle),
    ...lintExposed(['flags', key], toggle),
    ...lintTargeting(['flags', key], toggle),
  ]);
}

function lintKey(key: string): readonly Finding[] {
  if (KEY.test(key)) return [];
  const rule =
    '1 to 100 letters, digits, dots, hyphens or underscores, the first a letter or digit';
  return [error(['flags', key], 'bad_name', rule, 'rename it')];
}

function lintState(path: Path, { state }: Toggle): readonly Finding[] {
  if (state === 'ENABLED' || state === 'DISABLED') return [];
  return [error([...path, 'state'], 'bad_state', 'ENABLED or DISABLED', 'set it to ENABLED')];
}

function lintValues(toggle: Path, { variants }: Toggle): readonly Finding[] {
  const path = [...toggle, 'variants'];
  const types = [...new Set(Object.values(variants).map((value) => typeof value))];
  if (types.length === 0) {
    return [error(path, 'missing', 'at least one variant', "add 'on' and 'off'")];
  }
  if (types.length === 1) return [];
  const rule = `values of one type, not ${types.sort().join(' and ')}`;
  return [error(path, 'mixed_types', rule, 'make all variants the same type')];
}

function lintVariantNames(toggle: Path, { variants, ...rest }: Toggle): readonly Finding[] {
  const named = { defaultVariant: rest.defaultVariant, safeVariant: rest.metadata?.safeVariant };
  return Object.entries(named)
    .filter(([, name]) => name !== undefined && !Object.hasOwn(variants, String(name)))
    .map(([where, name]) =>
      error(
        [...toggle, where],
        'unknown_variant',
        `'${name}' is no variant of this toggle`,
        `use one of: ${Object.keys(variants).join(', ')}`,
      ),
    );
}

function lintExposed(toggle: Path, { metadata }: Toggle): readonly Finding[] {
  const exposed = metadata?.exposed;
  if (exposed === undefined || exposed === 'client') return [];
  const rule = `'client', not '${exposed}'`;
  return [
    error(
      [...toggle, 'metadata', 'exposed'],
      'bad_audience',
      rule,
      'leave it out to keep it private',
    ),
  ];
}

function lintTargeting(toggle: Path, { targeting }: Toggle): readonly Finding[] {
  const path = [...toggle, 'targeting'];
  if (isDeeperThan(MAX_TARGETING_LEVELS, targeting)) {
    // cyclic ones too
    return [
      error(
        path,
        'too_deep',
        `at most ${MAX_TARGETING_LEVELS} levels deep`,
        'name parts in $evaluators',
      ),
    ];
  }
  const bytes = Buffer.byteLength(JSON.stringify(targeting ?? {}));
  if (bytes <= MAX_TARGETING_BYTES) return [];
  return [
    error(
      path,
      'too_large',
      `at most ${MAX_TARGETING_BYTES} bytes, not ${bytes}`,
      'shorten its lists',
    ),
  ];
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}
