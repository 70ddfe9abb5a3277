import { suggestion } from '../edits/suggestion.ts';
import type { Segments } from '../segments.ts';
import { error, type Finding, type Path } from './finding.ts';
import { isObject } from './json-object.ts';
import { MAX_LEVELS } from './lint-json.ts';
import { lintRule } from './lint-rule.ts';
import { quoted } from './quoted.ts';
import { ruleNodeOf } from './rule-node.ts';
import { type ResultPlace, resultsIn } from './rule-results.ts';

/** With its segments in their place: a reader parses it, and holds it. */
export const MAX_RULE_BYTES = 64_000;

/** What is wrong with the targeting of a toggle that has these variants. An empty one is none. */
export function lintTargeting(
  targeting: unknown,
  path: Path,
  variants: readonly string[],
  segments: Segments,
): readonly Finding[] {
  if (!isObject(targeting)) {
    return [
      error(path, 'bad_type', 'must be a rule', 'write { "if": [condition, variant, null] }'),
    ];
  }
  if (Object.keys(targeting).length === 0) return [];
  const findings = [...lintSize(targeting, path, segments), ...lintRule(targeting, path, segments)];
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  const results = resultsIn(targeting, []).flatMap((place) =>
    lintResult(place, path, variants, segments),
  );
  return [...findings, ...results];
}

/** Too large or too deep, with the segments in the places of their references. */
export function lintSize(rule: unknown, path: Path, segments: Segments): readonly Finding[] {
  const { bytes, levels } = segments.sizeOf(rule);
  const fix = 'send what it decides as an attribute of the user';
  if (levels > MAX_LEVELS) {
    return [error(path, 'too_deep', `is nested deeper than ${MAX_LEVELS} levels`, fix)];
  }
  if (bytes <= MAX_RULE_BYTES) return [];
  return [error(path, 'too_large', `has more than ${MAX_RULE_BYTES} bytes, namely ${bytes}`, fix)];
}

/** A variant that does not exist would be an error at each evaluation: the code's own default. */
function lintResult(
  { part, steps }: ResultPlace,
  path: Path,
  variants: readonly string[],
  segments: Segments,
): readonly Finding[] {
  const node = ruleNodeOf(part);
  const isReference = node?.operator === '$ref';
  const results = isReference ? [...segments.resultsOf(node.given)] : segments.namesOf(part);
  const at = [...path, ...steps];
  if (results.includes(undefined)) {
    const fix = "name the variants: an 'if' with a branch for each";
    return [error(at, 'computed_variant', 'computes a variant that may not exist', fix)];
  }
  const missing = results.filter((name) => typeof name === 'string' && !variants.includes(name));
  if (missing.length === 0) return [];
  const [name] = missing;
  const isDecision = typeof part === 'object' && !isReference;
  const rule = isDecision ? "gives 'true' or 'false'" : `names no variant: ${quoted(name)}`;
  const fix = isDecision
    ? 'write { "if": [this, variant, null] }'
    : suggestion(String(name), variants);
  return [error(at, 'unknown_variant', rule, fix)];
}
