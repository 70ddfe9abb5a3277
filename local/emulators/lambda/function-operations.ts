import { pathToFileURL } from 'node:url';
import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { Concurrency } from './concurrency.ts';
import { formatFunctionArn, parseFunctionReference } from './function-reference.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { aliasShape, functionShape } from './function-shapes.ts';
import type { ResourcePolicies } from './resource-policies.ts';

export interface FunctionOperationsParts {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly concurrency: Concurrency;
  readonly policies: ResourcePolicies;
}

/** What can be asked and changed about functions, versions and aliases. */
export function functionOperations(parts: FunctionOperationsParts): Record<string, Operation> {
  return { ...readOperations(parts), ...aliasOperations(parts), ...changeOperations(parts) };
}

function readOperations({ cloud, registry, concurrency, policies }: FunctionOperationsParts) {
  const on = operationOn(cloud);
  return {
    GetFunction: on('GetFunction', async (input) => {
      const reference = referenceIn(input);
      const fn = registry.configuration(reference);
      const reserved = concurrency.reserved(fn.functionName);
      return {
        Configuration: functionShape(cloud, fn, reference.qualifier),
        Code: { RepositoryType: 'S3', Location: pathToFileURL(fn.codeDir).href },
        Tags: {},
        ...(reserved !== undefined && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
      };
    }),
    GetFunctionConfiguration: on('GetFunctionConfiguration', async (input) => {
      const reference = referenceIn(input);
      return functionShape(cloud, registry.configuration(reference), reference.qualifier);
    }),
    ListFunctions: {
      run: async () => ({ Functions: registry.functions().map((fn) => functionShape(cloud, fn)) }),
    },
    ListVersionsByFunction: on('ListVersionsByFunction', async (input) => {
      const { functionName } = referenceIn(input);
      const versions = registry.versions(functionName);
      return { Versions: versions.map((fn) => functionShape(cloud, fn, fn.version)) };
    }),
    GetPolicy: on('GetPolicy', async (input) => {
      const arn = formatFunctionArn(cloud, referenceIn(input));
      registry.configuration(referenceIn(input));
      const policy = policies.of(arn);
      if (!policy) throw notFound('The resource you requested does not exist.');
      return { Policy: JSON.stringify({ ...policy, Id: 'default' }) };
    }),
  };
}

function aliasOperations({ cloud, registry }: FunctionOperationsParts) {
  const on = operationOn(cloud);
  const aliasIn = (input: Input) => {
    const { functionName } = parseFunctionReference(input.FunctionName);
    const alias = registry.alias({ functionName, qualifier: String(input.Name) });
    if (alias) return alias;
    const arn = formatFunctionArn(cloud, { functionName, qualifier: String(input.Name) });
    throw notFound(`Cannot find alias arn: ${arn}`);
  };
  return {
    GetAlias: on('GetAlias', async (input) => aliasShape(cloud, aliasIn(input))),
    ListAliases: on('ListAliases', async (input) => {
      const aliases = registry.aliases(referenceIn(input).functionName);
      return { Aliases: aliases.map((alias) => aliasShape(cloud, alias)) };
    }),
    UpdateAlias: on('UpdateAlias', async (input) => {
      const { revisionId, ...alias } = aliasIn(input);
      if (input.RevisionId !== undefined && input.RevisionId !== revisionId) {
        throw new AwsError(
          'PreconditionFailedException',
          'The Revision Id provided does not match the latest Revision Id.',
          { statusCode: 412, members: { Type: 'User' } },
        );
      }
      const changed = registry.putAlias({
        ...alias,
        version: input.FunctionVersion ?? alias.version,
        description: input.Description ?? alias.description,
        weights: input.RoutingConfig
          ? (input.RoutingConfig.AdditionalVersionWeights ?? {})
          : alias.weights,
      });
      return aliasShape(cloud, changed);
    }),
  };
}

function changeOperations({ cloud, registry, concurrency }: FunctionOperationsParts) {
  const on = operationOn(cloud);
  return {
    PublishVersion: on('PublishVersion', async (input) => {
      const { functionName } = referenceIn(input);
      const description = input.Description;
      return functionShape(cloud, registry.publish(functionName, description && { description }));
    }),
    PutFunctionConcurrency: on('PutFunctionConcurrency', async (input) => {
      const { functionName } = registry.configuration(referenceIn(input));
      const limit = Number(input.ReservedConcurrentExecutions);
      concurrency.reserve(functionName, limit);
      return { ReservedConcurrentExecutions: limit };
    }),
    DeleteFunctionConcurrency: on('DeleteFunctionConcurrency', async (input) => {
      const { functionName } = registry.configuration(referenceIn(input));
      concurrency.reserve(functionName, undefined);
      return {};
    }),
  };
}

/** An operation that needs its own action on the function that it names. */
function operationOn(cloud: Cloud) {
  return (name: string, run: Operation['run']): Operation => ({
    access: (input) => [
      { action: `lambda:${name}`, resource: formatFunctionArn(cloud, referenceIn(input)) },
    ],
    run,
  });
}

function referenceIn(input: Input) {
  return parseFunctionReference(input.FunctionName, input.Qualifier);
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, {
    statusCode: 404,
    members: { Type: 'User' },
  });
}
