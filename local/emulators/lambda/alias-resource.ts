import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import type { AliasConfiguration } from './alias.ts';
import { parseFunctionReference } from './function-reference.ts';
import { parseProperties } from './parse-properties.ts';

const Properties = z.object({
  FunctionName: z.string(),
  FunctionVersion: z.coerce.string(),
  Name: z.string(),
  Description: z._default(z.string(), ''),
  RoutingConfig: z.optional(
    z.object({
      AdditionalVersionWeights: z.optional(
        z.array(
          z.object({ FunctionVersion: z.coerce.string(), FunctionWeight: z.coerce.number() }),
        ),
      ),
    }),
  ),
});

/** The properties that count. */
export const ALIAS_PROPERTIES = Object.keys(Properties.shape);

/** Reads an `AWS::Lambda::Alias`. */
export function declaredAlias(resource: Resource): AliasConfiguration {
  const properties = parseProperties(Properties, resource);
  const further = properties.RoutingConfig?.AdditionalVersionWeights ?? [];
  return {
    functionName: parseFunctionReference(properties.FunctionName).functionName,
    name: properties.Name,
    description: properties.Description,
    version: properties.FunctionVersion,
    weights: Object.fromEntries(
      further.map(({ FunctionVersion, FunctionWeight }) => [FunctionVersion, FunctionWeight]),
    ),
  };
}
