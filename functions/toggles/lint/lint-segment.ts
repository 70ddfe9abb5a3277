import type { Segments } from '../segments.ts';
import { error, type Finding, warning } from './finding.ts';
import { isObject, own } from './json-object.ts';
import { lintName } from './lint-name.ts';
import { lintRule } from './lint-rule.ts';
import { lintSize } from './lint-targeting.ts';

/** What is wrong with a named rule, whoever refers to it. */
export function lintSegment(name: string, rule: unknown, segments: Segments): readonly Finding[] {
  const path = ['$evaluators', name];
  const named = lintName(name, path);
  if (!isObject(rule)) {
    const fix = 'write { "in": [{ "var": "email" }, [...]] }';
    return [...named, error(path, 'bad_type', 'must be a rule', fix)];
  }
  if (segments.leadsToItself(name)) {
    return [...named, error(path, 'cyclic_reference', 'leads to itself by $ref', 'write it out')];
  }
  return [...named, ...lintSize(rule, path, segments), ...lintRule(rule, path, segments)];
}

/** Those that no toggle leads to. */
export function unusedSegments(
  toggles: readonly unknown[],
  segments: Segments,
): readonly Finding[] {
  const used = segments.usedBy(toggles.map((toggle) => own(toggle, 'targeting')));
  return segments
    .names()
    .filter((name) => !used.has(name))
    .map((name) =>
      warning(['$evaluators', name], 'unused_evaluator', 'is used by no toggle', 'remove it'),
    );
}
