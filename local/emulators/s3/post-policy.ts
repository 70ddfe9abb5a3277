import { AwsError } from '../../aws-error.ts';

/** What a form's policy demands. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
export interface PostPolicy {
  readonly expiresMs: number;
  readonly conditions: readonly PostCondition[];
}

export type PostCondition =
  | {
      readonly kind: 'eq' | 'starts-with';
      /** In small letters. */
      readonly field: string;
      readonly value: string;
    }
  | { readonly kind: 'content-length-range'; readonly min: number; readonly max: number };

/** A form as the policy sees it. */
export interface PostedForm {
  /** By name in small letters; `bucket` is that of the address. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileSize: number;
}

/** Reads a policy as it travels; throws InvalidPolicyDocument for what is none. */
export function parsePostPolicy(base64: string): PostPolicy {
  const { expiration, conditions } = parseObject(Buffer.from(base64, 'base64').toString());
  if (expiration === undefined) throw invalid('Policy missing expiration.');
  if (conditions === undefined) throw invalid('Policy missing conditions.');
  const expiresMs = ISO_DATE.test(String(expiration)) ? Date.parse(String(expiration)) : Number.NaN;
  if (Number.isNaN(expiresMs)) throw invalid(`Invalid 'expiration' value: '${expiration}'`);
  if (!Array.isArray(conditions)) throw invalid("Invalid 'conditions' value: must be a List.");
  return { expiresMs, conditions: conditions.map(toCondition) };
}

/** Refuses, as S3 does, a form that its policy does not admit at this time. */
export function checkPostPolicy(policy: PostPolicy, form: PostedForm, nowMs: number): void {
  if (nowMs > policy.expiresMs) throw denied('Policy expired.');
  for (const condition of policy.conditions) checkCondition(condition, form);
  const named = new Set(policy.conditions.map((c) => (c.kind === SIZE ? '' : c.field)));
  const extra = [...form.fields.keys()].filter((name) => !named.has(name) && !isExempt(name));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

const SIZE = 'content-length-range';
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return { ...parsed };
  } catch {}
  throw invalid('Invalid JSON.');
}

function toCondition(stated: unknown): PostCondition {
  if (Array.isArray(stated)) return toListCondition(stated);
  if (typeof stated !== 'object' || stated === null) {
    throw invalid('Invalid Condition: must be a List or an Object.');
  }
  const [pair, ...more] = Object.entries(stated);
  if (!pair || more.length > 0) {
    throw invalid(
      'Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.',
    );
  }
  if (typeof pair[1] !== 'string') {
    throw invalid('Invalid Simple-Condition: value must be a string.');
  }
  return { kind: 'eq', field: pair[0].toLowerCase(), value: pair[1] };
}

function toListCondition(stated: readonly unknown[]): PostCondition {
  const [operator, first, second] = stated;
  const kind = String(operator).toLowerCase();
  if (stated.length !== 3) throw invalid('Invalid Condition: must have three elements.');
  if (kind === SIZE) return toSizeCondition(first, second);
  if (kind !== 'eq' && kind !== 'starts-with') {
    throw invalid(`Invalid Condition: unknown operation '${operator}'.`);
  }
  if (typeof first !== 'string' || !first.startsWith('$') || typeof second !== 'string') {
    throw invalid(`Invalid Condition: ${kind} takes the name of a field with a $ and a string.`);
  }
  return { kind, field: first.slice(1).toLowerCase(), value: second };
}

function toSizeCondition(first: unknown, second: unknown): PostCondition {
  const [min, max] = [first, second].map((bound) =>
    /^\d+$/.test(String(bound)) ? Number(bound) : -1,
  );
  if (min === undefined || max === undefined || min < 0 || max < 0) {
    throw invalid('Invalid Condition: content-length-range takes two numbers of bytes.');
  }
  return { kind: SIZE, min, max };
}

function checkCondition(condition: PostCondition, { fields, fileSize }: PostedForm): void {
  if (condition.kind === SIZE) {
    checkSize(condition, fileSize);
    return;
  }
  const { kind, field, value } = condition;
  const given = fields.get(field);
  const holds =
    kind === 'eq' ? given === value : given !== undefined && allStart(field, given, value);
  if (holds) return;
  throw denied(`Policy Condition failed: ${JSON.stringify([kind, `$${field}`, value])}`);
}

/** A list of content types begins as asked if each of them does. */
function allStart(field: string, given: string, prefix: string): boolean {
  if (field !== 'content-type') return given.startsWith(prefix);
  return given.split(',').every((type) => type.trim().startsWith(prefix));
}

function checkSize(
  { min, max }: { readonly min: number; readonly max: number },
  size: number,
): void {
  if (size > max) {
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      members: { ProposedSize: size, MaxSizeAllowed: max },
    });
  }
  if (size < min) {
    throw new AwsError(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
      {
        members: { ProposedSize: size, MinSizeAllowed: min },
      },
    );
  }
}

/** What a policy need not name. */
function isExempt(name: string): boolean {
  return ['policy', 'x-amz-signature', 'bucket'].includes(name) || name.startsWith('x-ignore-');
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidPolicyDocument', `Invalid Policy: ${reason}`);
}

function denied(reason: string): AwsError {
  return new AwsError('AccessDenied', `Invalid according to Policy: ${reason}`, {
    statusCode: 403,
  });
}
