import { matchesArn, matchesGlob } from './glob.ts';

/** Values of condition keys that a request carries, by key in lower case. Undefined: known, and absent. */
export type ConditionContext = ReadonlyMap<string, string | undefined>;

export type ConditionResult = 'holds' | 'fails' | { readonly unknown: string };

type Test = (wanted: string, actual: string) => boolean;

/** The operators that templates here use; any other, and an unknown key, is told by name, not guessed. */
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringLike: matchesGlob,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  NumericLessThan: (wanted, actual) => Number(actual) < Number(wanted),
  Bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
};

/** Decides a statement's conditions. */
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
  const test = Object.hasOwn(TESTS, operator) ? TESTS[operator] : undefined;
  if (!test) return { unknown: `condition operator ${operator}` };
  if (!context.has(key.toLowerCase())) return { unknown: `condition key ${key}` };
  const actual = context.get(key.toLowerCase());
  const holds = actual !== undefined && [wanted].flat().some((one) => test(String(one), actual));
  return holds ? 'holds' : 'fails';
}
