import { Problem } from '../shared/problem.ts';
import type { Edit } from './edit.ts';
import { lintDocument } from './lint.ts';
import { toggleOf } from './toggle-document.ts';

/** Throws `toggle_invalid`, with every fault of the toggles that the edit touches. What was wrong before stops nobody. */
export function lintEdit({ document, keys }: Edit, _nowMs: number): void {
  const touched = keys.flatMap((key) => {
    const toggle = toggleOf(document, key);
    return toggle ? [[key, toggle] as const] : [];
  });
  const findings = lintDocument({ ...document, flags: Object.fromEntries(touched) });
  const [first] = findings;
  if (!first) return;
  const errors = findings.map(({ path, rule, fix }) => ({
    pointer: `/${path.replaceAll('.', '/')}`,
    code: 'toggle_invalid',
    detail: `${rule}: ${fix}`,
  }));
  throw new Problem('toggle_invalid', `${first.path}: ${first.rule}: ${first.fix}`, { errors });
}
