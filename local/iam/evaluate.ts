import type { PolicyDocument, PolicyStatement } from '../emulator.ts';
import { type ConditionContext, evaluateConditions } from './conditions.ts';
import { matchesGlob } from './glob.ts';

/** One call to be judged. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

/** What a set of policies says of a call. */
export interface Decision {
  readonly effect: 'allow' | 'deny' | 'none';
  /** Operators and keys that kept a statement from being judged. */
  readonly unknown: readonly string[];
}

/**
 * Decides by AWS's rule: a statement that denies wins, else one that allows; else nothing is said. A statement with a
 * condition that cannot be judged never allows, and denies if it would.
 */
export function evaluate(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  const judged = policies.flatMap(({ Statement, source }) =>
    Statement.filter((statement) => covers(statement, request)).map(
      ({ Effect, Condition = {} }) => ({
        Effect,
        source,
        result: evaluateConditions(Condition, request.context),
      }),
    ),
  );
  const unknown = judged.flatMap(({ result, source }) =>
    typeof result === 'object' ? [`${result.unknown}${source ? ` in ${source}` : ''}`] : [],
  );
  const denied = judged.some(({ Effect, result }) => Effect === 'Deny' && result !== 'fails');
  if (denied) return { effect: 'deny', unknown };
  const allowed = judged.some(({ Effect, result }) => Effect === 'Allow' && result === 'holds');
  return { effect: allowed ? 'allow' : 'none', unknown };
}

/** Whether a statement is about this action on this resource; resource policies may leave the resource out. */
function covers(statement: PolicyStatement, { action, resource }: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const isAction = (pattern: string) => matchesGlob(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string) => matchesGlob(pattern, resource);
  const byAction = selects(Action, NotAction, isAction);
  const isWholePolicyOnResource = Resource === undefined && NotResource === undefined;
  return byAction && (isWholePolicyOnResource || selects(Resource, NotResource, isResource));
}

/** Whether a positive list names it, or a negative list leaves it in. */
function selects(
  named: PatternList | undefined,
  exempt: PatternList | undefined,
  fits: (pattern: string) => boolean,
): boolean {
  if (named !== undefined) return [named].flat().some(fits);
  return exempt !== undefined && ![exempt].flat().some(fits);
}

type PatternList = string | readonly string[];
