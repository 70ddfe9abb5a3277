import { suggestion } from '../edits/suggestion.ts';
import { error, type Finding, type Path } from './finding.ts';
import { quoted } from './quoted.ts';
import type { RuleNode } from './rule-node.ts';

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', '~', '^'];

/** semver.org, without its build metadata's finer points. */
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(\+[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;
const MAX_LENGTH = 256;

/** `sem_ver`: version, comparison, version. Anything else gives null, as if nobody matched. */
export function lintVersions({ args }: RuleNode, path: Path): readonly Finding[] {
  const [first, comparison, second] = args;
  const at = [...path, 'sem_ver'];
  return [
    ...lintVersion(first, [...at, 0]),
    ...lintComparison(comparison, [...at, 1]),
    ...lintVersion(second, [...at, 2]),
  ];
}

function lintVersion(version: unknown, at: Path): readonly Finding[] {
  if (typeof version !== 'string') return [];
  if (version.length <= MAX_LENGTH && VERSION.test(version)) return [];
  const fix = 'write all three numbers, e.g. 1.2.0';
  return [error(at, 'bad_version', `is no version: ${quoted(version)}`, fix)];
}

function lintComparison(comparison: unknown, at: Path): readonly Finding[] {
  if (typeof comparison === 'string' && COMPARISONS.includes(comparison)) return [];
  const fix = suggestion(typeof comparison === 'string' ? comparison : '', COMPARISONS);
  return [error(at, 'bad_version', 'is no comparison of versions', fix)];
}
