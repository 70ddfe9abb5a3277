import { AwsError } from '../aws-error.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Asks for the next page; absent on the last. */
  readonly nextToken?: string;
}

/** One page of a list for an operation with `NextToken`: the token is where the page before ended. */
export function pageOf<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
  errorCode = 'InvalidNextToken',
): Page<T> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError(errorCode, `The token ${token} is not one of ours.`);
  }
  const page = items.slice(start, start + size);
  if (start + size >= items.length) return { items: page };
  return { items: page, nextToken: Buffer.from(String(start + size)).toString('base64url') };
}
