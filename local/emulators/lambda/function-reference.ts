import { AwsError } from '../../aws-error.ts';

/** Which function is meant, and which of its versions or aliases. */
export interface FunctionReference {
  readonly functionName: string;
  /** Absent: `$LATEST`, without saying so. */
  readonly qualifier?: string;
}

/** A name, `account:function:name` or an ARN; each may end in `:qualifier`. */
const REFERENCE =
  /^(?:(?:arn:aws:lambda:[a-z0-9-]+:)?\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]+))?$/;

/** Reads what callers put as `FunctionName` and `Qualifier`. */
export function parseFunctionReference(name: unknown, qualifier?: unknown): FunctionReference {
  const [, functionName, inName] = REFERENCE.exec(String(name)) ?? [];
  if (functionName === undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      `${name} is no name or ARN of a function`,
      { members: { Type: 'User' } },
    );
  }
  if (inName !== undefined && qualifier !== undefined && inName !== qualifier) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
      { members: { Type: 'User' } },
    );
  }
  const chosen = inName ?? (qualifier === undefined ? undefined : String(qualifier));
  return { functionName, ...(chosen !== undefined && { qualifier: chosen }) };
}

export function formatFunctionArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  { functionName, qualifier }: FunctionReference,
): string {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
