import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { checkDestination } from './destination.ts';
import { type FunctionConfiguration, LATEST } from './function-configuration.ts';
import { parseProperties } from './parse-properties.ts';

const number = z.coerce.number();

const Properties = z.object({
  FunctionName: z.optional(z.string()),
  Description: z._default(z.string(), ''),
  Runtime: z.string(),
  Handler: z.string(),
  Role: z.string(),
  Code: z.looseObject({ ZipFile: z.optional(z.string()) }),
  Timeout: z._default(number, 3),
  MemorySize: z._default(number, 128),
  ReservedConcurrentExecutions: z.optional(number),
  Environment: z.optional(
    z.object({ Variables: z.optional(z.record(z.string(), z.coerce.string())) }),
  ),
  Architectures: z._default(z.array(z.string()), ['x86_64']),
  DeadLetterConfig: z.optional(z.object({ TargetArn: z.optional(z.string()) })),
  LoggingConfig: z.optional(
    z.looseObject({
      LogGroup: z.optional(z.string()),
      LogFormat: z.optional(z.literal('Text')),
    }),
  ),
});

/** The properties that count. */
export const FUNCTION_PROPERTIES = Object.keys(Properties.shape);

export interface DeclaredFunction {
  readonly configuration: FunctionConfiguration;
  readonly reservedConcurrency: number | undefined;
}

/**
 * Reads an `AWS::Lambda::Function`.
 *
 * @param inlineCodeDir - where code that stands in the template itself is written to
 */
export function declaredFunction(
  resource: Resource,
  inlineCodeDir: string,
  lastModified: string,
): DeclaredFunction {
  const properties = parseProperties(Properties, resource);
  const functionName = properties.FunctionName ?? generatedName(resource);
  const codeDir = codeDirOf(resource, properties, path.join(inlineCodeDir, functionName));
  const deadLetterArn = properties.DeadLetterConfig?.TargetArn;
  checkDestination('DeadLetterConfig.TargetArn', deadLetterArn);
  return {
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    configuration: {
      functionName,
      version: LATEST,
      description: properties.Description,
      runtime: properties.Runtime,
      handler: properties.Handler,
      roleArn: properties.Role,
      timeoutSeconds: properties.Timeout,
      memorySizeMb: properties.MemorySize,
      variables: properties.Environment?.Variables ?? {},
      codeDir,
      codeSha256: createHash('sha256').update(codeDir).digest('base64'),
      architectures: properties.Architectures,
      logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`,
      ...(deadLetterArn !== undefined && { deadLetterArn }),
      lastModified,
    },
  };
}

function codeDirOf(
  resource: Resource,
  { Runtime, Code }: z.infer<typeof Properties>,
  inlineDir: string,
): string {
  if (!Runtime.startsWith('nodejs')) {
    throw new Error(
      `runtime ${Runtime} does not run here; the local cloud runs nodejs functions only`,
    );
  }
  if (resource.assetPath !== undefined) return resource.assetPath;
  if (Code.ZipFile === undefined) {
    throw new Error(
      'its code is neither an asset nor inline; use Code.fromAsset, and synthesize again',
    );
  }
  mkdirSync(inlineDir, { recursive: true });
  writeFileSync(path.join(inlineDir, 'index.js'), Code.ZipFile);
  return inlineDir;
}

/** CloudFormation's form, with a suffix that is the same at every start. */
function generatedName({ stackName, logicalId }: Resource): string {
  const suffix = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  const prefix = `${stackName}-${logicalId}`.slice(0, 51);
  return `${prefix}-${suffix.slice(0, 12)}`;
}
