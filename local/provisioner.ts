import * as path from 'node:path';
import type {
  Provisioned,
  ProvisionedResource,
  ProvisionedStack,
  Resource,
  StackOutput,
} from './emulator.ts';
import type { NotEmulated } from './not-emulated.ts';
import { NOT_EMULATED } from './not-emulated.ts';
import type { Service, Services } from './services.ts';
import { SetupError } from './setup-error.ts';
import { creationOrder, isCustom } from './template/dependencies.ts';
import { conditionHolds, resolve, type Scope } from './template/intrinsics.ts';
import { checkProperties } from './template/properties.ts';
import type { Stack, TemplateResource } from './template/template.ts';

export interface ProvisionerOptions {
  readonly region: string;
  readonly accountId: string;
  readonly services: Services;
  localize(text: string): string;
  provisionCustom(
    resource: Resource,
    stackId: string,
    previous: ProvisionedResource | undefined,
  ): Promise<Provisioned>;
}

/** Makes what templates say, and keeps what was made, so that a changed template makes only the difference. */
export class Provisioner {
  readonly #options: ProvisionerOptions;
  readonly #stacks = new Map<string, ProvisionedStack>();
  readonly #exports = new Map<string, unknown>();

  constructor(options: ProvisionerOptions) {
    this.#options = options;
  }

  stacks(): readonly ProvisionedStack[] {
    return [...this.#stacks.values()];
  }

  resources(): readonly ProvisionedResource[] {
    return this.stacks().flatMap((stack) => [...stack.resources.values()]);
  }

  /** Makes or updates the resources of one stack. Stacks that it imports from come first. */
  async deploy(stack: Stack): Promise<void> {
    const id = this.#stackId(stack.name);
    const before = this.#stacks.get(stack.name)?.resources;
    const resources = new Map<string, ProvisionedResource>();
    const outputs = new Map<string, StackOutput>();
    this.#stacks.set(stack.name, { name: stack.name, id, resources, outputs });
    const scope = this.#scope(stack, id, resources);
    for (const logicalId of creationOrder(stack.name, stack.template)) {
      const declared = stack.template.Resources?.[logicalId];
      if (!declared || !isWanted(declared, scope)) continue;
      const resource = toResource(stack, logicalId, declared, scope);
      const made = await this.#make(resource, id, before?.get(logicalId));
      resources.set(logicalId, { ...resource, ...made });
    }
    this.#readOutputs(stack, scope, outputs);
  }

  async #make(
    resource: Resource,
    stackId: string,
    previous: ProvisionedResource | undefined,
  ): Promise<Provisioned> {
    if (previous && isUnchanged(resource, previous)) return previous;
    try {
      if (isCustom(resource.type)) {
        return await this.#options.provisionCustom(resource, stackId, previous);
      }
      const service = this.#options.services.makerOf(resource.type);
      if (service) return await makeWith(service, resource, previous);
    } catch (error) {
      throw inPlace(error, resource);
    }
    const placeholder = NOT_EMULATED[resource.type];
    if (placeholder) return this.#standIn(resource, placeholder);
    throw new SetupError(
      `${placeOf(resource)}: the local cloud does not support the type ${resource.type}. Take it out of this stage, ` +
        'emulate it in local/emulators, or list it in local/not-emulated.ts if it has no effect on a laptop.',
    );
  }

  #standIn(resource: Resource, { ref, arn = 'none:*' }: NotEmulated): Provisioned {
    const { region, accountId } = this.#options;
    const name = String((ref && resource.properties[ref]) ?? resource.logicalId);
    const [service = '', rest = ''] = arn.split(/:(.*)/s);
    const fullArn = `arn:aws:${service}:${region}:${accountId}:${rest.replace('*', name)}`;
    return { ref: name, attributes: { Arn: fullArn, Id: name, Name: name } };
  }

  #scope(stack: Stack, id: string, resources: ReadonlyMap<string, ProvisionedResource>): Scope {
    const { region, accountId, localize } = this.#options;
    return {
      stackName: stack.name,
      template: stack.template,
      pseudo: {
        'AWS::Region': region,
        'AWS::AccountId': accountId,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': stack.name,
        'AWS::StackId': id,
      },
      ref: (logicalId) => resources.get(logicalId)?.ref,
      getAtt: (logicalId, attribute) => attributeOf(stack.name, resources, logicalId, attribute),
      importValue: (name) => {
        if (this.#exports.has(name)) return this.#exports.get(name);
        throw new SetupError(
          `${stack.name}: Fn::ImportValue finds no export ${name}. Declare that this stack depends on the one that exports it.`,
        );
      },
      localize,
    };
  }

  #readOutputs(stack: Stack, scope: Scope, outputs: Map<string, StackOutput>): void {
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      if (!isWanted(output, scope)) continue;
      const value = resolve(output.Value, scope);
      if (!output.Export) {
        outputs.set(name, { value });
        continue;
      }
      const exportName = String(resolve(output.Export.Name, scope));
      outputs.set(name, { value, exportName });
      this.#exports.set(exportName, value);
    }
  }

  #stackId(stackName: string): string {
    const { region, accountId } = this.#options;
    return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/00000000-0000-4000-8000-000000000000`;
  }
}

function isWanted({ Condition }: { readonly Condition?: string }, scope: Scope): boolean {
  return Condition === undefined || conditionHolds(Condition, scope);
}

function toResource(
  stack: Stack,
  logicalId: string,
  declared: TemplateResource,
  scope: Scope,
): Resource {
  const constructPath = declared.Metadata?.['aws:cdk:path'];
  const asset = declared.Metadata?.['aws:asset:path'];
  return {
    stackName: stack.name,
    logicalId,
    type: declared.Type,
    properties: Object(resolveIn(stack.name, logicalId, declared.Properties ?? {}, scope)),
    ...(typeof constructPath === 'string' ? { path: constructPath } : {}),
    ...(typeof asset === 'string' ? { assetPath: path.resolve(stack.assetRoot, asset) } : {}),
  };
}

function resolveIn(stackName: string, logicalId: string, value: unknown, scope: Scope): unknown {
  try {
    return resolve(value, scope);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(`${stackName}/${logicalId}: ${error.message}`, { cause: error });
  }
}

async function makeWith(
  { emulator, handle }: Service,
  resource: Resource,
  previous: ProvisionedResource | undefined,
): Promise<Provisioned> {
  const supported = emulator.resourceTypes[resource.type];
  if (supported) checkProperties(placeOf(resource), resource.type, resource.properties, supported);
  if (!previous) return handle.create(resource);
  if (handle.update) return handle.update(resource, previous);
  throw new SetupError(`${placeOf(resource)} changed; stop the local cloud and start it again.`);
}

function attributeOf(
  stackName: string,
  resources: ReadonlyMap<string, ProvisionedResource>,
  logicalId: string,
  attribute: string,
): unknown {
  const resource = resources.get(logicalId);
  if (resource && Object.hasOwn(resource.attributes, attribute))
    return resource.attributes[attribute];
  throw new SetupError(
    `${stackName}: Fn::GetAtt asks for ${logicalId}.${attribute}, which ` +
      (resource
        ? `the local cloud does not give for ${resource.type}.`
        : 'the template does not define.'),
  );
}

function isUnchanged(resource: Resource, previous: Resource): boolean {
  const identity = ({ type, properties, assetPath }: Resource) =>
    JSON.stringify([type, properties, assetPath]);
  return identity(resource) === identity(previous);
}

function inPlace(error: unknown, resource: Resource): unknown {
  if (!(error instanceof Error) || error.message.startsWith(`${resource.stackName}/`)) return error;
  return new SetupError(`${placeOf(resource)} (${resource.type}): ${error.message}`, {
    cause: error,
  });
}

function placeOf({ stackName, logicalId, path: constructPath }: Resource): string {
  return `${stackName}/${logicalId}${constructPath ? ` (${constructPath})` : ''}`;
}
