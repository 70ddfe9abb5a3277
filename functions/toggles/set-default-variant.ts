import { Problem } from '../shared/problem.ts';
import { lintDocument } from './lint.ts';
import { type ToggleDocument, toggleOf } from './toggle-document.ts';

/** A document to store, and what to say of it. */
export interface Edit {
  readonly document: ToggleDocument;
  /** For the audit: `new-checkout: off -> on`. */
  readonly summary: string;
}

/** Switches a toggle: `variant` is served from now on to everybody whom no targeting rule names. */
export function setDefaultVariant(document: ToggleDocument, key: string, variant: string): Edit {
  const toggle = toggleOf(document, key);
  if (!toggle) {
    const known = Object.keys(document.flags).sort().join(', ') || 'none';
    throw new Problem('toggle_unknown', `There is no toggle '${key}'. Known: ${known}`);
  }
  const next: ToggleDocument = {
    ...document,
    flags: { ...document.flags, [key]: { ...toggle, defaultVariant: variant } },
  };
  const [finding] = lintDocument(next).filter(({ path }) => path === `flags.${key}.defaultVariant`);
  if (finding) throw new Problem('toggle_invalid', `${finding.rule}: ${finding.fix}`);
  return { document: next, summary: `${key}: ${toggle.defaultVariant} -> ${variant}` };
}
