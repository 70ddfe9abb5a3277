import { Problem } from '../../shared/problem.ts';
import type { Finding } from './finding.ts';

/** The refusal of a document: its message names the first fault, its `errors` all of them. */
export function toggleInvalid(findings: readonly Finding[]): Problem {
  const [first] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const message = first
    ? `${first.path} ${first.rule}: ${first.fix}${more}`.trim()
    : 'breaks a rule';
  const errors = findings.map(({ pointer, code, rule, fix }) => ({
    pointer,
    code,
    detail: `${rule}: ${fix}`,
  }));
  return new Problem('toggle_invalid', message, { errors });
}
