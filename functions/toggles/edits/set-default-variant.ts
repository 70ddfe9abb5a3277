import { Problem } from '../../shared/problem.ts';
import { inWords, servingOf } from '../serving.ts';
import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { hasLastBranch, withLastBranch } from './last-branch.ts';
import { requireToggle } from './require-toggle.ts';

/**
 * Switches a toggle: `variant` is served from now on to everybody whom no condition of its targeting names, in place of
 * another variant or of percentages. A disabled toggle is enabled by it.
 */
export function setDefaultVariant(document: ToggleDocument, key: string, variant: string): Edit {
  const toggle = requireToggle(document, key);
  const next = {
    ...ended(key, toggle, variant),
    defaultVariant: variant,
    state: 'ENABLED',
  } as const;
  const [was, is] = [toggle, next].map((each) => inWords(servingOf({ toggle: each })));
  return changeToggles(document, new Map([[key, next]]), `${key}: ${was} -> ${is}`);
}

function ended(key: string, toggle: Toggle, variant: string): Toggle {
  if (!hasLastBranch(toggle)) {
    throw new Problem(
      'toggle_invalid',
      `${key} ends in a rule that decides by itself, not in a variant or in percentages: enable, disable or import it`,
    );
  }
  return withLastBranch(toggle, { variant });
}
