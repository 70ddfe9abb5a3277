import type { Finding } from '../../functions/toggles/lint/finding.ts';
import { lintDocument } from '../../functions/toggles/lint/lint.ts';
import { EMPTY_DOCUMENT } from '../../functions/toggles/toggle-document.ts';
import type { Flaw } from './settings-error.ts';
import { join, own } from './shape.ts';

/** Where the parts of a document stand in the settings. */
const PLACES: Readonly<Record<string, string>> = { flags: 'toggles', $evaluators: 'segments' };

/** What is wrong with the toggles and segments of the settings: the rules that every write is held to. */
export function toggleFlaws(settings: object): readonly Flaw[] {
  const flags = own(settings, 'toggles') ?? {};
  const $evaluators = own(settings, 'segments') ?? {};
  return lintDocument({ ...EMPTY_DOCUMENT, flags, $evaluators })
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, rule, fix }) => ({
      path: pathOf(pointer),
      rule: `${rule}.`,
      fix: sentence(fix),
    }));
}

function pathOf(pointer: Finding['pointer']): string {
  const [part = '', ...steps] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : join(path, step)),
    PLACES[part] ?? 'toggles',
  );
}

function sentence(fix: string): string {
  const text = `${fix.charAt(0).toUpperCase()}${fix.slice(1)}`;
  return /[?!.]$/.test(text) ? text : `${text}.`;
}
