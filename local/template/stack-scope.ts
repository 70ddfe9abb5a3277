import type { ProvisionedResource } from '../emulator.ts';
import { SetupError } from '../setup-error.ts';
import type { Scope } from './intrinsics.ts';
import type { Stack } from './template.ts';

/** What a stack resolves against beside itself. */
export interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  /** The exports of all stacks so far, by name. */
  readonly exports: ReadonlyMap<string, unknown>;
  localize(text: string): string;
}

/** The scope of one stack; `resources` is what has been made of it so far. */
export function stackScope(
  stack: Stack,
  resources: ReadonlyMap<string, ProvisionedResource>,
  surroundings: Surroundings,
): Scope {
  const { region, accountId, exports, localize } = surroundings;
  return {
    stackName: stack.name,
    template: stack.template,
    pseudo: {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': stackIdOf(stack.name, surroundings),
    },
    ref: (logicalId) => resources.get(logicalId)?.ref,
    getAtt: (logicalId, attribute) => attributeOf(stack.name, resources, logicalId, attribute),
    importValue: (name) => {
      if (exports.has(name)) return exports.get(name);
      throw new SetupError(
        `${stack.name}: Fn::ImportValue finds no export ${name}. Declare that this stack depends on the one that exports it.`,
      );
    },
    localize,
  };
}

/** The same at every start, unlike AWS's. */
export function stackIdOf(
  stackName: string,
  { region, accountId }: Pick<Surroundings, 'region' | 'accountId'>,
): string {
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/00000000-0000-4000-8000-000000000000`;
}

function attributeOf(
  stackName: string,
  resources: ReadonlyMap<string, ProvisionedResource>,
  logicalId: string,
  attribute: string,
): unknown {
  const resource = resources.get(logicalId);
  if (resource && Object.hasOwn(resource.attributes, attribute)) {
    return resource.attributes[attribute];
  }
  const reason = resource
    ? `the local cloud does not give for ${resource.type}; it gives ${Object.keys(resource.attributes).join(', ') || 'none'}`
    : 'the template does not define';
  throw new SetupError(
    `${stackName}: Fn::GetAtt asks for ${logicalId}.${attribute}, which ${reason}.`,
  );
}
