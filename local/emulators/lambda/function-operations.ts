import { pathToFileURL } from 'node:url';
import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import { formatFunctionArn, parseFunctionReference } from './function-reference.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { aliasShape, functionShape } from './function-shapes.ts';

/** What can be asked about functions and aliases, and how an alias is moved. The rest is made by templates alone. */
export function functionOperations(
  cloud: Cloud,
  registry: FunctionRegistry,
): Record<string, Operation> {
  const on = operationOn(cloud);
  const aliasIn = (input: Input) => {
    const reference = {
      functionName: referenceIn(input).functionName,
      qualifier: String(input.Name),
    };
    const alias = registry.alias(reference);
    if (alias) return alias;
    throw new AwsError(
      'ResourceNotFoundException',
      `Cannot find alias arn: ${formatFunctionArn(cloud, reference)}`,
      { statusCode: 404, members: { Type: 'User' } },
    );
  };
  return {
    GetFunction: on('GetFunction', async (input) => {
      const reference = referenceIn(input);
      const fn = registry.configuration(reference);
      return {
        Configuration: functionShape(cloud, fn, reference.qualifier),
        Code: { RepositoryType: 'S3', Location: pathToFileURL(fn.codeDir).href },
        Tags: {},
      };
    }),
    GetFunctionConfiguration: on('GetFunctionConfiguration', async (input) => {
      const reference = referenceIn(input);
      return functionShape(cloud, registry.configuration(reference), reference.qualifier);
    }),
    ListFunctions: {
      run: async () => ({ Functions: registry.functions().map((fn) => functionShape(cloud, fn)) }),
    },
    GetAlias: on('GetAlias', async (input) => aliasShape(cloud, aliasIn(input))),
    UpdateAlias: on('UpdateAlias', async (input) => {
      const alias = aliasIn(input);
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
