/** Whether an event (parsed JSON) passes. */
export type EventMatcher = (event: unknown) => boolean;

type Json = Readonly<Record<string, unknown>>;

/** Decides on one value that is there: a string, number, boolean or null. */
type Test = (value: unknown) => boolean;

/**
 * Reads the one language of EventBridge patterns, SNS filter policies and Lambda filter criteria: a key's list passes
 * if any of its entries does, all keys must pass, and of a list in the event one element must pass. A pattern that AWS
 * would refuse is an error that names the key and the operator; `{}` passes everything.
 */
export function compileEventPattern(pattern: unknown): EventMatcher {
  return compileObject(pattern, '');
}

function compileObject(pattern: unknown, path: string): EventMatcher {
  if (!isObject(pattern))
    throw new Error(`${at(path)}: a pattern is an object or a list of values`);
  const members = Object.entries(pattern).map(([key, member]) => compileMember(key, member, path));
  const matches = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(matches);
    const object = isObject(value) ? value : {};
    return members.every((passes) => passes(object));
  };
  return matches;
}

function compileMember(key: string, member: unknown, path: string): EventMatcher {
  if (key === '$or' && Array.isArray(member)) return compileOr(member, path);
  const here = path === '' ? key : `${path}.${key}`;
  const passes = Array.isArray(member) ? compileList(member, here) : compileObject(member, here);
  return (event) => passes(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
}

function compileOr(alternatives: readonly unknown[], path: string): EventMatcher {
  if (alternatives.length < 2) throw new Error(`${at(path)}: "$or" needs at least two patterns`);
  const compiled = alternatives.map((alternative) => compileObject(alternative, path));
  return (event) => compiled.some((passes) => passes(event));
}

function compileList(entries: readonly unknown[], path: string): EventMatcher {
  if (entries.length === 0) throw new Error(`${at(path)}: an empty list never matches`);
  const absent = entries.some((entry) => isObject(entry) && entry['exists'] === false);
  const tests = entries.map((entry) => compileEntry(entry, path));
  return (value) => {
    const leaves = leavesOf(value);
    return leaves.length === 0 ? absent : leaves.some((leaf) => tests.some((test) => test(leaf)));
  };
}

/** Only values at the end of a path can be tested: an object there counts as nothing. */
function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
}

function compileEntry(entry: unknown, path: string): Test {
  if (!isObject(entry)) return equals(entry);
  const [[operator, operand] = [undefined, undefined], ...more] = Object.entries(entry);
  if (operator === undefined || more.length > 0) {
    throw new Error(`${at(path)}: an entry has exactly one operator, not ${JSON.stringify(entry)}`);
  }
  const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (compile === undefined) {
    const known = Object.keys(OPERATORS).join(', ');
    throw new Error(`${at(path)}: unknown operator "${operator}" (known: ${known})`);
  }
  const test = compile(operand);
  if (test !== undefined) return test;
  throw new Error(`${at(path)}: "${operator}" cannot take ${JSON.stringify(operand)}`);
}

/** Each gives undefined for an operand that it cannot take. */
const OPERATORS: Readonly<Record<string, (operand: unknown) => Test | undefined>> = {
  prefix: (operand) => affix(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => affix(operand, (text, part) => text.endsWith(part)),
  'equals-ignore-case': ignoringCase,
  exists: (operand) => (typeof operand === 'boolean' ? () => operand : undefined),
  numeric,
  'anything-but': anythingBut,
};

function equals(expected: unknown): Test {
  return (value) => value === expected;
}

function affix(operand: unknown, has: (text: string, part: string) => boolean): Test | undefined {
  if (typeof operand !== 'string') return undefined;
  return (value) => typeof value === 'string' && has(value, operand);
}

function ignoringCase(operand: unknown): Test | undefined {
  if (typeof operand !== 'string') return undefined;
  return (value) => typeof value === 'string' && value.toLowerCase() === operand.toLowerCase();
}

const COMPARE: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** `["=", 5]`, or a range: `[">", 0, "<=", 5]`. */
function numeric(operand: unknown): Test | undefined {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const [sign, limit]: unknown[] = operand.slice(i, i + 2);
    const compare = typeof sign === 'string' && Object.hasOwn(COMPARE, sign) && COMPARE[sign];
    if (!compare || typeof limit !== 'number') return undefined;
    tests.push((value) => compare(value, limit));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

/** The operators that `anything-but` can turn round. */
const NEGATABLE = ['prefix', 'suffix', 'equals-ignore-case'];

function anythingBut(operand: unknown): Test | undefined {
  const refused = isObject(operand) ? negated(operand) : scalars(operand)?.map(equals);
  if (refused === undefined || refused.length === 0) return undefined;
  return (value) => !refused.some((test) => test(value));
}

function negated(operand: Json): Test[] | undefined {
  const [[operator, parts] = ['', undefined], ...more] = Object.entries(operand);
  if (more.length > 0 || !NEGATABLE.includes(operator)) return undefined;
  const tests = (Array.isArray(parts) ? parts : [parts]).map((part) => OPERATORS[operator]?.(part));
  const known = tests.filter((test) => test !== undefined);
  return known.length === tests.length ? known : undefined;
}

function scalars(operand: unknown): unknown[] | undefined {
  const list: unknown[] = Array.isArray(operand) ? operand : [operand];
  return list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))
    ? list
    : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(path: string): string {
  return path === '' ? 'event pattern' : `event pattern at ${path}`;
}
