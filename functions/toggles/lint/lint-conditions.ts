import type { Segments } from '../segments.ts';
import { type Finding, type Path, warning } from './finding.ts';
import { type RuleNode, ruleNodeOf } from './rule-node.ts';

/** What only joins conditions or turns them round: each operand is a condition. */
const JOINING: ReadonlySet<string> = new Set(['and', 'or', '!', '!!']);

/** A condition of `if` that gives a variant's name, as `fractional` does: every name counts as true. */
export function lintConditions(
  { given, args }: RuleNode,
  path: Path,
  segments: Segments,
): readonly Finding[] {
  if (!Array.isArray(given)) return [];
  return args.flatMap((arg, index) => {
    const isCondition = index % 2 === 0 && index + 1 < args.length;
    return isCondition ? lintCondition(arg, [...path, 'if', index], segments) : [];
  });
}

function lintCondition(part: unknown, at: Path, segments: Segments): readonly Finding[] {
  const node = ruleNodeOf(part);
  if (!node) return [];
  const { operator, given, args } = node;
  if (JOINING.has(operator)) {
    const listed = (index: number) => (Array.isArray(given) ? [operator, index] : [operator]);
    return args.flatMap((arg, index) => lintCondition(arg, [...at, ...listed(index)], segments));
  }
  if (!segments.spreads(part)) return [];
  const rule = "is true for every user: 'fractional' gives a variant's name, whichever it is";
  const fix = 'make it a branch, or compare it: {"==": [{"fractional": …}, "on"]}';
  return [warning(at, 'constant_condition', rule, fix)];
}
