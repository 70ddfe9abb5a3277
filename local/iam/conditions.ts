import { matchesArn, matchesGlob } from './glob.ts';

/** Values of condition keys that a request carries, by key in lower case. Undefined: known, and absent. */
export type ConditionContext = ReadonlyMap<string, readonly string[] | undefined>;

export type ConditionResult = 'holds' | 'fails' | { readonly unknown: string };

type Test = (wanted: string, actual: string) => boolean;

/** Decides a statement's conditions. An operator or key that the local cloud does not know is told, not guessed. */
export function evaluateConditions(
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: ConditionContext,
): ConditionResult {
  const results = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => evaluateOne(operator, key, wanted, context)),
  );
  return (
    results.find((result) => typeof result === 'object') ??
    (results.includes('fails') ? 'fails' : 'holds')
  );
}

function evaluateOne(
  operator: string,
  key: string,
  wanted: unknown,
  context: ConditionContext,
): ConditionResult {
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const known = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
  if (!known && name !== 'Null') return { unknown: `condition operator ${operator}` };
  if (!context.has(key.toLowerCase())) return { unknown: `condition key ${key}` };
  const actual = context.get(key.toLowerCase());
  const values = [wanted].flat().map(String);
  if (!known) return asResult(values.includes('true') === (actual === undefined));
  if (actual === undefined) return asResult(ifExists !== undefined || set === ALL || known.negated);
  return asResult(compare(known, set, values, actual));
}

const OPERATOR = /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/;
const ALL = 'ForAllValues:';

interface KnownTest {
  readonly test: Test;
  /** `StringNotEquals` and the like hold when no wanted value fits, and when the key is absent. */
  readonly negated: boolean;
}

function compare(
  { test, negated }: KnownTest,
  set: string | undefined,
  wanted: readonly string[],
  actual: readonly string[],
): boolean {
  const fits = (value: string) => wanted.some((one) => test(one, value)) !== negated;
  return set === ALL ? actual.every(fits) : actual.some(fits);
}

function asResult(holds: boolean): ConditionResult {
  return holds ? 'holds' : 'fails';
}

function is(test: Test): KnownTest {
  return { test, negated: false };
}

function isNot(test: Test): KnownTest {
  return { test, negated: true };
}

const equal: Test = (wanted, actual) => wanted === actual;
const equalIgnoringCase: Test = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

const TESTS: Readonly<Record<string, KnownTest>> = {
  StringEquals: is(equal),
  StringNotEquals: isNot(equal),
  StringLike: is(matchesGlob),
  StringNotLike: isNot(matchesGlob),
  ArnEquals: is(matchesArn),
  ArnLike: is(matchesArn),
  ArnNotEquals: isNot(matchesArn),
  ArnNotLike: isNot(matchesArn),
  Bool: is(equalIgnoringCase),
};
