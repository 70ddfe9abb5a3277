import { lintDocument } from '../../functions/toggles/lint.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../../functions/toggles/toggle-document.ts';
import type { Flaw } from './settings-error.ts';
import { dictionary, isObject, join, leaf, object, optional, own, text } from './shape.ts';

const value = leaf(
  'true, false, text, a finite number or an object',
  'Give each variant a value.',
  (candidate) => isScalar(candidate) || isJsonObject(candidate),
);

const fact = leaf('true, false, text or a finite number', 'Keep metadata flat.', isScalar);

const form = object({
  state: leaf("'ENABLED' or 'DISABLED'", 'Use one of the two, in capitals.', (candidate) =>
    ['ENABLED', 'DISABLED'].includes(candidate as string),
  ),
  variants: dictionary(() => [], value),
  defaultVariant: text('the name of a variant', 'Name one of its variants.', /./),
  targeting: optional(leaf('an object of JSON Logic', 'Write { if: [...] }.', isJsonObject)),
  metadata: optional(dictionary(() => [], fact)),
});

/** What is wrong with the toggles of the settings: first their form, then the rules that every write is held to. */
export function togglesShape(toggles: unknown, path: string): readonly Flaw[] {
  const flaws = dictionary(() => [], form)(toggles, path);
  if (flaws.length > 0 || !isObject(toggles)) return flaws;
  return Object.keys(toggles).flatMap((key) => {
    const toggle = own(toggles, key) as Toggle; // its form has just been checked
    const findings = lintDocument({ ...EMPTY_DOCUMENT, flags: { [key]: toggle } });
    return findings.map(({ path: at, rule, fix }) => ({
      path: at.replace(`flags.${key}`, () => join(path, key)),
      rule: `is wrong: ${rule}.`,
      fix: `${fix}.`,
    }));
  });
}

function isScalar(candidate: unknown): boolean {
  return ['boolean', 'string'].includes(typeof candidate) || Number.isFinite(candidate);
}

/** A cyclic one could not be stored. */
function isJsonObject(candidate: unknown): boolean {
  try {
    return isObject(candidate) && JSON.stringify(candidate) !== undefined;
  } catch {
    return false;
  }
}
