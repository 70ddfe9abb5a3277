import type { Segments } from '../segments.ts';
import { error, type Finding, type Path, warning } from './finding.ts';
import { type Argument, LOOPS, OPERATORS, type Operator } from './operators.ts';
import { type RuleNode, ruleNodeOf } from './rule-node.ts';
import { joined, type ValueType } from './value-type.ts';

/** What an operator is given: how much, and of which type. flagd-core fails on another at each evaluation. */
export function lintArguments(node: RuleNode, path: Path, segments: Segments): readonly Finding[] {
  const operator = OPERATORS.get(node.operator);
  if (!operator) return [];
  const at = [...path, node.operator];
  const counted = lintCount(node, operator, at);
  if (counted.length > 0) return counted;
  return [
    ...lintTypes(node, operator, at, segments),
    ...lintLoop(node, at, segments),
    ...lintDivisor(node, at, segments),
    ...lintDefaults(node, operator, at),
  ];
}

function lintCount({ given, args }: RuleNode, operator: Operator, at: Path): readonly Finding[] {
  const { min, max, bare } = operator;
  const isList = Array.isArray(given) || bare === true;
  if (isList && args.length >= min && args.length <= max) return [];
  const most = max === Number.POSITIVE_INFINITY ? 'or more' : `to ${max}`;
  const count = min === max ? `${min}` : `${min} ${most}`;
  const rule = isList
    ? `takes ${count} arguments, not ${args.length}`
    : `takes a list of ${count} arguments`;
  return [error(at, 'bad_arguments', rule, 'write them in [brackets]')];
}

function lintTypes(
  { args }: RuleNode,
  { takes }: Operator,
  at: Path,
  segments: Segments,
): readonly Finding[] {
  const types = args.map((arg) => segments.typeOf(arg));
  if (takes[0] === 'alike') return lintAlike(types, at);
  return types.flatMap((type, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)] ?? 'any';
    if (FITTING[wanted].includes(type)) return [];
    const rule = `must be ${NAMES[wanted]}, not ${shown(type)}`;
    return [error([...at, index], 'bad_type', rule, `give it ${NAMES[wanted]} or an attribute`)];
  });
}

const EVERY: readonly ValueType[] = ['any', 'boolean', 'list', 'mixed', 'null', 'number', 'text'];

const FITTING: Readonly<Record<Argument, readonly ValueType[]>> = {
  alike: EVERY,
  any: EVERY,
  listed: ['any', 'list'],
  number: ['any', 'number'],
  searched: ['any', 'list', 'text'],
  text: ['any', 'text'],
};

const NAMES: Readonly<Record<Argument, string>> = {
  alike: 'of one type',
  any: 'anything',
  listed: 'a list',
  number: 'a number',
  searched: 'a list or text',
  text: 'text',
};

/** Text against a number makes the evaluation fail, not the comparison false. */
function lintAlike(types: readonly ValueType[], at: Path): readonly Finding[] {
  const type = joined(types);
  const list = types.includes('list');
  if (type !== 'mixed' && !list) return [];
  const known = [...new Set(types)].filter((one) => one !== 'any' && one !== 'null').map(shown);
  const rule = list ? 'compares a list' : `compares ${known.sort().join(' with ')}`;
  const fix = list ? "use 'in', 'some' or 'all'" : 'write both in one type';
  return [error(at, 'bad_type', rule, fix)];
}

function shown(type: ValueType): string {
  if (type === 'mixed') return 'one type here and another there';
  if (type === 'boolean') return 'true or false';
  return type === 'number' || type === 'list' ? `a ${type}` : type;
}

/** flagd-core computes it when it reads the rule; inside, an attribute of the user is out of reach. */
function lintLoop({ operator, args }: RuleNode, at: Path, segments: Segments): readonly Finding[] {
  if (!LOOPS.has(operator) || !segments.isFixed(args[0])) return [];
  const rule = 'goes over a list that is the same for everybody';
  return [error([...at, 0], 'bad_arguments', rule, "use 'in', or write the result")];
}

function lintDivisor(
  { operator, args }: RuleNode,
  at: Path,
  segments: Segments,
): readonly Finding[] {
  const divisor = args[1];
  if (!['/', '%'].includes(operator) || !segments.isFixed(divisor)) return [];
  if (typeof divisor === 'number' && divisor !== 0) return [];
  return [error([...at, 1], 'bad_arguments', 'must be a number other than 0', 'write it out')];
}

/** `var` gives null for a user who lacks the attribute, and these operators fail on null. */
function lintDefaults({ args }: RuleNode, { needsValue }: Operator, at: Path): readonly Finding[] {
  if (!needsValue) return [];
  return args.flatMap((arg, index) => {
    const attribute = ruleNodeOf(arg);
    if (attribute?.operator !== 'var' || attribute.args.length > 1) return [];
    const [name] = attribute.args;
    if (typeof name !== 'string' || name.startsWith('$flagd.')) return [];
    const rule = `fails for users without '${name}'`;
    const fix = `give it a default: {"var": ["${name}", …]}`;
    return [warning([...at, index], 'bad_arguments', rule, fix)];
  });
}
