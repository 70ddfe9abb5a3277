import type { Flaw } from './settings-error.ts';
import { dictionary, flaw, isObject, leaf, object, optional, own, text } from './shape.ts';

/** One toggle, in the flagd definition format. */
export interface ToggleSettings {
  readonly state: 'ENABLED' | 'DISABLED';
  /** What a reader can get, by variant: values of one type. */
  readonly variants: Readonly<Record<string, ToggleValue>>;
  /** What everybody gets whom no rule of `targeting` gives something else. */
  readonly defaultVariant: string;
  /**
   * JSON Logic that names a variant.
   * @default - everybody gets `defaultVariant`
   */
  readonly targeting?: object;
  /**
   * Facts for people and for the guard: owner, description, the safe variant.
   * @default {}
   */
  readonly metadata?: Readonly<Record<string, boolean | number | string>>;
}

export type ToggleValue = boolean | number | string | object;

const value = leaf(
  'true, false, text, a finite number or an object',
  'Give each variant a value.',
  (candidate) =>
    ['boolean', 'string'].includes(typeof candidate) ||
    Number.isFinite(candidate) ||
    isObject(candidate),
);

const fact = leaf(
  'true, false, text or a finite number',
  'Keep metadata flat.',
  (candidate) => ['boolean', 'string'].includes(typeof candidate) || Number.isFinite(candidate),
);

const form = object({
  state: leaf("'ENABLED' or 'DISABLED'", 'Use one of the two, in capitals.', (candidate) =>
    ['ENABLED', 'DISABLED'].includes(candidate as string),
  ),
  variants: dictionary(() => [], value),
  defaultVariant: text('the name of a variant', 'Name one of its variants.', /./),
  targeting: optional(leaf('an object of JSON Logic', 'Write { if: [...] }.', isObject)),
  metadata: optional(dictionary(() => [], fact)),
});

/** What is wrong with one toggle of the settings. */
export function toggleShape(toggle: unknown, path: string): readonly Flaw[] {
  const flaws = form(toggle, path);
  if (!isObject(toggle)) return flaws;
  const variants = own(toggle, 'variants');
  return isObject(variants) ? [...flaws, ...variantFlaws(toggle, variants, path)] : flaws;
}

function variantFlaws(toggle: object, variants: object, path: string): Flaw[] {
  const names = Object.keys(variants);
  if (names.length === 0) {
    const fix = 'Write { on: true, off: false }.';
    return [flaw(`${path}.variants`, 'an object with at least one variant', variants, fix)];
  }
  const flaws: Flaw[] = [];
  const types = new Set(names.map((name) => typeof own(variants, name)));
  if (types.size > 1) {
    flaws.push({
      path: `${path}.variants`,
      rule: `must be values of one type, not of ${[...types].sort().join(' and ')}.`,
      fix: 'Readers ask for one type: make all variants the same.',
    });
  }
  const chosen = own(toggle, 'defaultVariant');
  if (typeof chosen === 'string' && chosen !== '' && !names.includes(chosen)) {
    flaws.push(
      flaw(`${path}.defaultVariant`, `one of its variants`, chosen, `Use ${names.join(' or ')}.`),
    );
  }
  return flaws;
}
