import { isObject } from '../lint/json-object.ts';
import { ruleNodeOf } from '../lint/rule-node.ts';

/**
 * The rule of a segment that lists users by their targeting keys, `{ "in": [{ "var": "targetingKey" }, [...]] }`: alone, or
 * among the alternatives of an `or`. Whatever else stands there is the team's own.
 */

/** How many users the rule lists. */
export function countMembers(rule: unknown): number {
  return listsIn(rule).reduce((count, list) => count + list.length, 0);
}

export function isMember(rule: unknown, targetingKey: string): boolean {
  return listsIn(rule).some((list) => list.includes(targetingKey));
}

/**
 * The rule with one user more. What it gave to others it gives as before, whatever that is: the list comes first, and `or`
 * gives what its last alternative does.
 *
 * @param rule - undefined where there is none yet
 */
export function withMember(rule: object | undefined, targetingKey: string): object {
  if (rule === undefined) return listing([targetingKey]);
  if (isMember(rule, targetingKey)) return rule;
  const list = listOf(rule);
  if (list) return listing([...list, targetingKey]);
  const alternatives = alternativesOf(rule) ?? [rule];
  const at = alternatives.findIndex(listOf);
  if (at < 0) return { or: [listing([targetingKey]), ...alternatives] };
  const longer = listing([...(listOf(alternatives[at]) ?? []), targetingKey]);
  return { or: alternatives.with(at, longer) };
}

/** The rule with one user less. It is as it was before the first one joined when the last one has left. */
export function withoutMember(rule: object, targetingKey: string): object {
  if (!isMember(rule, targetingKey)) return rule;
  const shorter = (part: unknown) => {
    const list = listOf(part);
    return list ? listing(list.filter((each) => each !== targetingKey)) : part;
  };
  const alternatives = alternativesOf(rule);
  return alternatives ? ruleOf(alternatives.map(shorter)) : Object(shorter(rule));
}

/** The rule with the users of another one in place of its own. */
export function withMembersOf(rule: object, other: unknown): object {
  const emptied = listsIn(rule).flat().reduce(withoutMember, rule);
  return listsIn(other).flat().reduce(withMember, emptied);
}

/** An empty list is false: before others it can go, after them it is what `or` gives. */
function ruleOf(alternatives: readonly unknown[]): object {
  const [first, ...others] = alternatives;
  if (listOf(first)?.length !== 0) return { or: alternatives };
  const [only, ...more] = others;
  if (more.length > 0) return { or: others };
  return isObject(only) ? only : { or: alternatives }; // a segment is a rule, no mere value
}

function listsIn(rule: unknown): readonly (readonly string[])[] {
  return [rule, ...(alternativesOf(rule) ?? [])].flatMap((part) => {
    const list = listOf(part);
    return list ? [list] : [];
  });
}

function alternativesOf(rule: unknown): readonly unknown[] | undefined {
  const node = ruleNodeOf(rule);
  return node?.operator === 'or' && Array.isArray(node.given) ? node.given : undefined;
}

function listOf(part: unknown): readonly string[] | undefined {
  const node = ruleNodeOf(part);
  if (node?.operator !== 'in' || node.args.length !== 2) return undefined;
  const [attribute, list] = node.args;
  const { operator, given } = ruleNodeOf(attribute) ?? {};
  if (operator !== 'var' || given !== 'targetingKey' || !Array.isArray(list)) return undefined;
  return list.every((each) => typeof each === 'string') ? list : undefined;
}

function listing(targetingKeys: readonly string[]): object {
  return { in: [{ var: 'targetingKey' }, targetingKeys] };
}
