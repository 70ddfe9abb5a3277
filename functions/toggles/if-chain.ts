import { own } from './lint/json-object.ts';

/** Conditions and their branches in turn; an odd one at the end is the else. */
export interface IfChain {
  readonly if: readonly unknown[];
}

export function isIfChain(rule: unknown): rule is IfChain {
  const parts = own(rule, 'if');
  return Array.isArray(parts) && parts.length > 1;
}

/** What decides where no condition does: the else of the last `if`, null where it has none, or the whole rule. */
export function lastRuleOf(rule: unknown): unknown {
  if (!isIfChain(rule)) return rule;
  return rule.if.length % 2 === 1 ? lastRuleOf(rule.if.at(-1)) : null;
}

/** The same conditions with another else. */
export function withLastRule({ if: parts }: IfChain, rule: unknown): IfChain {
  if (parts.length % 2 === 0) return { if: [...parts, rule] };
  const last = parts.at(-1);
  return { if: [...parts.slice(0, -1), isIfChain(last) ? withLastRule(last, rule) : rule] };
}
