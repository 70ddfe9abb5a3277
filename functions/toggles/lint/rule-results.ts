import { branchesOf, ruleNodeOf } from './rule-node.ts';

/** Where a rule names a variant, and what stands there. */
export interface ResultPlace {
  readonly part: unknown;
  /** Steps below the rule. */
  readonly steps: readonly (string | number)[];
}

/** The leaves of a rule that become the variant: branches of `if`, buckets of `fractional`, operands of `and` and `or`. */
export function resultsIn(
  part: unknown,
  steps: readonly (string | number)[],
): readonly ResultPlace[] {
  const node = ruleNodeOf(part);
  const below = node && [...steps, node.operator];
  const places = node && PLACES.get(node.operator)?.(node.args);
  if (!below || !places) return [{ part, steps }];
  return places.flatMap((place) => resultsIn(place.part, [...below, ...place.steps]));
}

const PLACES: ReadonlyMap<string, (args: readonly unknown[]) => readonly ResultPlace[]> = new Map([
  ['if', branchPlaces],
  ['and', operandPlaces],
  ['or', operandPlaces],
  ['fractional', bucketPlaces],
]);

function branchPlaces(args: readonly unknown[]): readonly ResultPlace[] {
  return branchesOf(args).map(({ branch, index }) => ({ part: branch, steps: [index] }));
}

function operandPlaces(args: readonly unknown[]): readonly ResultPlace[] {
  return args.map((part, index) => ({ part, steps: [index] }));
}

function bucketPlaces(args: readonly unknown[]): readonly ResultPlace[] {
  return args.flatMap((bucket: unknown, index) =>
    Array.isArray(bucket) ? [{ part: bucket[0] ?? null, steps: [index, 0] }] : [],
  );
}
