import { suggestion } from '../edits/suggestion.ts';
import type { Segments } from '../segments.ts';
import { error, type Finding, type Path } from './finding.ts';
import { lintArguments } from './lint-arguments.ts';
import { lintAttribute } from './lint-attribute.ts';
import { lintConditions } from './lint-conditions.ts';
import { lintFractional } from './lint-fractional.ts';
import { lintTimestamp } from './lint-timestamp.ts';
import { lintVersions } from './lint-versions.ts';
import { LOOPS, OPERATORS } from './operators.ts';
import { quoted } from './quoted.ts';
import { type RuleNode, ruleNodeOf } from './rule-node.ts';

/** A list of a hundred in a list of a hundred is ten thousand evaluations for each user. */
const MAX_LOOPS = 2;

type Look = (node: RuleNode, path: Path, segments: Segments) => readonly Finding[];

/** Operators with arguments of their own kind. The others are held to the table of operators. */
const OWN_RULES: ReadonlyMap<string, readonly Look[]> = new Map([
  ['$ref', [lintReference]],
  ['fractional', [lintFractional]],
  ['if', [lintCommon, lintConditions]],
  ['missing', [lintAttribute]],
  ['missing_some', [lintAttribute]],
  ['sem_ver', [lintArguments, lintVersions]],
  ['var', [lintAttribute]],
]);

const COMMON_RULES: readonly Look[] = [lintCommon];

/** What is wrong with a rule of JSON Logic and flagd, whatever it decides: operators, their arguments, references. */
export function lintRule(
  part: unknown,
  path: Path,
  segments: Segments,
  loops = 0,
): readonly Finding[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) {
    return part.flatMap((item: unknown, index) =>
      lintRule(item, [...path, index], segments, loops),
    );
  }
  const node = ruleNodeOf(part);
  if (!node) return lintOperatorCount(part, path);
  const isLoop = LOOPS.has(node.operator);
  if (isLoop && loops === MAX_LOOPS) {
    const rule = `has loops (${[...LOOPS].join(', ')}) nested deeper than ${MAX_LOOPS}`;
    return [error(path, 'too_deep', rule, 'decide it before, and send the result as an attribute')];
  }
  const looks = OWN_RULES.get(node.operator) ?? COMMON_RULES;
  const known = node.operator === '$ref' || OPERATORS.has(node.operator);
  const findings = known
    ? looks.flatMap((look) => look(node, path, segments))
    : unknown(node, path);
  const below = [...path, node.operator];
  return [...findings, ...lintRule(node.given, below, segments, loops + (isLoop ? 1 : 0))];
}

function lintOperatorCount(part: object, path: Path): readonly Finding[] {
  const operators = Object.keys(part);
  if (operators.length === 0) {
    return [error(path, 'bad_arguments', 'is empty', 'write a rule, or null')];
  }
  const rule = `has ${operators.length} operators: ${operators.slice(0, 5).join(', ')}`;
  return [error(path, 'bad_arguments', rule, "use one, and join them by 'and' or 'or'")];
}

function unknown({ operator }: RuleNode, path: Path): readonly Finding[] {
  const fix = suggestion(operator, [...OPERATORS.keys(), '$ref']);
  return [error([...path, operator], 'unknown_operator', 'is no operator', fix)];
}

/** A time as text is text against a number too, and the time says it better. */
function lintCommon(node: RuleNode, path: Path, segments: Segments): readonly Finding[] {
  const times = lintTimestamp(node, path);
  const isTold = times.some(({ severity }) => severity === 'error');
  return isTold ? times : [...lintArguments(node, path, segments), ...times];
}

function lintReference({ given }: RuleNode, path: Path, segments: Segments): readonly Finding[] {
  const at = [...path, '$ref'];
  if (typeof given !== 'string') {
    return [error(at, 'bad_arguments', 'must be the name of a segment', 'write it as text')];
  }
  if (!segments.has(given)) {
    const fix = suggestion(given, segments.names());
    return [
      error(at, 'unknown_reference', `names no segment in $evaluators: ${quoted(given)}`, fix),
    ];
  }
  return [];
}
