import { z } from 'zod/mini';
import type { Cloud, PolicyStatement, Resource } from '../../emulator.ts';
import { formatFunctionArn, parseFunctionReference } from './function-reference.ts';
import { parseProperties } from './parse-properties.ts';

const Properties = z.object({
  FunctionName: z.string(),
  Action: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
});

/** The properties that count. */
export const PERMISSION_PROPERTIES = Object.keys(Properties.shape);

export interface DeclaredPermission {
  /** The function, version or alias that may be invoked. */
  readonly arn: string;
  readonly statement: PolicyStatement;
}

/** Reads an `AWS::Lambda::Permission` into the statement that AWS adds to the function's policy. */
export function declaredPermission(
  resource: Resource,
  cloud: Pick<Cloud, 'region' | 'accountId'>,
): DeclaredPermission {
  const properties = parseProperties(Properties, resource);
  const arn = formatFunctionArn(cloud, parseFunctionReference(properties.FunctionName));
  const { SourceArn } = properties;
  return {
    arn,
    statement: {
      Sid: resource.logicalId,
      Effect: 'Allow',
      Principal: principalOf(properties.Principal),
      Action: properties.Action,
      Resource: arn,
      ...(SourceArn !== undefined && {
        Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
      }),
    },
  };
}

/** A service's host name, an account, an ARN, or everybody. */
function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  if (principal.endsWith('.amazonaws.com')) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return { AWS: principal };
}
