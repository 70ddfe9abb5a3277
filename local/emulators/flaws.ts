import type { z } from 'zod/mini';

/** What is wrong with input that a schema refused, in one line: each flaw with its path and the rule. */
export function flawsOf({ issues }: z.core.$ZodError): string {
  return issues
    .map((issue) => `${issue.path.map(String).join('.') || 'it'}: ${ruleOf(issue)}`)
    .join('; ');
}

/** The small build of the schema library says no more than "Invalid input" by itself. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not emulated`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return issue.message;
}
