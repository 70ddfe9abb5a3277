/** One operator with what it is given: `{"<": [a, b]}` is `<` with two arguments. */
export interface RuleNode {
  readonly operator: string;
  /** As written. */
  readonly given: unknown;
  /** A single one is written without a list as well. */
  readonly args: readonly unknown[];
}

/** What a part of a rule does; undefined for a literal, a list, and what has no operator or several. */
export function ruleNodeOf(part: unknown): RuleNode | undefined {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return undefined;
  const [entry, ...others] = Object.entries(part);
  if (!entry || others.length > 0) return undefined;
  const [operator, given]: readonly [string, unknown] = entry;
  return { operator, given, args: Array.isArray(given) ? given : [given] };
}

/** The branches of an `if`: each second one, and the else. Without an else the default variant is served: null. */
export function branchesOf(
  args: readonly unknown[],
): readonly { branch: unknown; index: number }[] {
  const branches = args
    .map((branch, index) => ({ branch, index }))
    .filter(({ index }) => index % 2 === 1 || index === args.length - 1);
  return args.length % 2 === 0 ? [...branches, { branch: null, index: args.length }] : branches;
}
