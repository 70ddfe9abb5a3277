import type { Cloud } from '../../emulator.ts';
import type { AliasConfiguration } from './alias.ts';
import { type FunctionConfiguration, LATEST } from './function-configuration.ts';
import { formatFunctionArn } from './function-reference.ts';

/** A function as `GetFunctionConfiguration` and its relatives show it. */
export function functionShape(cloud: Cloud, fn: FunctionConfiguration, qualifier?: string): object {
  const { functionName } = fn;
  const shown = qualifier ?? (fn.version === LATEST ? undefined : fn.version);
  return {
    FunctionName: functionName,
    FunctionArn: formatFunctionArn(cloud, {
      functionName,
      ...(shown !== undefined && { qualifier: shown }),
    }),
    Runtime: fn.runtime,
    Role: fn.roleArn,
    Handler: fn.handler,
    CodeSize: 0,
    Description: fn.description,
    Timeout: fn.timeoutSeconds,
    MemorySize: fn.memorySizeMb,
    LastModified: fn.lastModified.replace('Z', '+0000'),
    CodeSha256: fn.codeSha256,
    Version: fn.version,
    Environment: { Variables: fn.variables },
    ...(fn.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: fn.deadLetterArn } }),
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: fn.architectures,
    LoggingConfig: { LogFormat: 'Text', LogGroup: fn.logGroup },
  };
}

export function aliasShape(cloud: Cloud, alias: AliasConfiguration): object {
  const { functionName, name, weights } = alias;
  return {
    AliasArn: formatFunctionArn(cloud, { functionName, qualifier: name }),
    Name: name,
    FunctionVersion: alias.version,
    Description: alias.description,
    ...(Object.keys(weights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
  };
}
