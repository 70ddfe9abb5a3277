import { error, type Finding, type Path } from './finding.ts';
import { quoted } from './quoted.ts';
import type { RuleNode } from './rule-node.ts';

/** `var`, `missing` and `missing_some`: names of attributes, written out. */
export function lintAttribute(node: RuleNode, path: Path): readonly Finding[] {
  const at = [...path, node.operator];
  if (node.operator === 'var') return lintVar(node, at);
  if (node.operator === 'missing') return lintNames(node.given, at);
  const [count, names] = node.args;
  if (Array.isArray(node.given) && node.args.length === 2 && Number.isInteger(count)) {
    return lintNames(names, [...at, 1]);
  }
  return [
    error(at, 'bad_arguments', 'takes a number and a list of names', 'write [1, ["a", "b"]]'),
  ];
}

function lintVar({ args }: RuleNode, at: Path): readonly Finding[] {
  const [name, fallback = null] = args;
  if (typeof name !== 'string' || args.length > 2 || (typeof fallback === 'object' && fallback)) {
    const rule = "takes an attribute's name, and a default that is no rule";
    return [error(at, 'bad_arguments', rule, 'write {"var": "email"} or {"var": ["email", ""]}')];
  }
  const isOurs = name.startsWith('$flagd.');
  if (!isOurs || name === '$flagd.timestamp' || name === '$flagd.flagKey') return [];
  const rule = `reads ${quoted(name)}, which flagd does not know`;
  return [error(at, 'bad_arguments', rule, 'use $flagd.timestamp or $flagd.flagKey')];
}

function lintNames(names: unknown, at: Path): readonly Finding[] {
  const isList = Array.isArray(names) && names.length > 0;
  if (isList && names.every((name) => typeof name === 'string')) return [];
  return [error(at, 'bad_arguments', 'takes a list of names', 'write ["email", "country"]')];
}
