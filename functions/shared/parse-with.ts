import type * as z from 'zod/mini';
import { type BodyError, Problem, type ProblemCode } from './problem.ts';

/** Enough to mend a form; a hostile body can break thousands of rules. */
const MAX_ERRORS = 20;
const MAX_POINTER_LENGTH = 200;

type Details = Readonly<Record<string, string>>;

/** What to do about each rule. Details never repeat what was sent. */
const DETAILS: Details = {
  required: 'is missing',
  wrong_type: 'has the wrong type',
  unknown_key: 'is not a known key',
  not_allowed: 'is none of the allowed values',
  wrong_format: 'has the wrong format',
};

const TOO_MUCH: Details = { string: 'is too long', array: 'has too many entries' };
const TOO_LITTLE: Details = { string: 'is too short', array: 'has too few entries' };

const CODE_OF: Readonly<Record<string, string>> = {
  invalid_type: 'wrong_type',
  invalid_value: 'not_allowed',
  invalid_union: 'not_allowed',
  invalid_key: 'wrong_format',
  invalid_format: 'wrong_format',
  too_small: 'too_small',
  too_big: 'too_big',
};

/**
 * Untrusted input that keeps every rule of `schema`, or a `Problem` of this code that names each broken one.
 *
 * @param details - of the schema's own rules (`params: { rule }`), where these bring none (`params: { rule, detail }`)
 */
export function parseWith<Output>(
  schema: z.ZodMiniType<Output>,
  value: unknown,
  code: ProblemCode,
  details: Details = {},
): Output {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = result.error.issues
    .flatMap((issue) => errorsOf(issue, { ...DETAILS, ...details }))
    .slice(0, MAX_ERRORS);
  throw new Problem(code, 'Mend what the errors point at, and send it again', { errors });
}

function errorsOf(issue: z.core.$ZodIssue, details: Details): readonly BodyError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => bodyError([...issue.path, key], 'unknown_key', details));
  }
  const code = codeOf(issue);
  return [bodyError(issue.path, code, { ...details, ...limitOf(issue, code) })];
}

/** What would be right, where a rule knows it: nobody should have to guess. */
function limitOf(issue: z.core.$ZodIssue, code: string): Details {
  if (code === 'required') return {};
  switch (issue.code) {
    case 'invalid_value':
      return { [code]: `must be ${orOf(issue.values.map(String))}` };
    case 'too_big':
      return { [code]: `${TOO_MUCH[issue.origin] ?? 'is too large'}: at most ${issue.maximum}` };
    case 'too_small':
      return { [code]: `${TOO_LITTLE[issue.origin] ?? 'is too small'}: at least ${issue.minimum}` };
    case 'custom':
      return typeof issue.params?.['detail'] === 'string' ? { [code]: issue.params['detail'] } : {};
    default:
      return {};
  }
}

function orOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.rule);
  if (issue.input === undefined) return 'required';
  return CODE_OF[issue.code] ?? 'wrong_format';
}

function bodyError(path: readonly PropertyKey[], code: string, details: Details): BodyError {
  return { pointer: pointerOf(path), code, detail: details[code] ?? 'breaks a rule' };
}

/** RFC 6901. */
function pointerOf(path: readonly PropertyKey[]): string {
  const pointer = path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return pointer.slice(0, MAX_POINTER_LENGTH);
}
