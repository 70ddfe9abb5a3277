import * as path from 'node:path';
import type { ProvisionedResource, ProvisionedStack, Resource } from './emulator.ts';
import { type Makers, makeResource, placeOf } from './make-resource.ts';
import { SetupError } from './setup-error.ts';
import { checkTemplate } from './template/check-template.ts';
import { creationOrder } from './template/dependencies.ts';
import { resolve, type Scope } from './template/intrinsics.ts';
import { stackIdOf, stackScope } from './template/stack-scope.ts';
import type { Stack, TemplateResource } from './template/template.ts';

export interface ProvisionerOptions extends Makers {
  localize(text: string): string;
  notice(message: string): void;
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
    checkTemplate(stack);
    const running = this.#stacks.get(stack.name);
    const before = running?.resources ?? new Map();
    const resources = new Map<string, ProvisionedResource>();
    const id = stackIdOf(stack.name, this.#options);
    const fresh = { name: stack.name, id, resources };
    if (!running) this.#stacks.set(stack.name, fresh);
    const scope = stackScope(stack, resources, { ...this.#options, exports: this.#exports });
    try {
      for (const logicalId of creationOrder(stack.name, stack.template)) {
        const declared = stack.template.Resources?.[logicalId];
        if (!declared) continue;
        const resource = toResource(stack, logicalId, declared, scope);
        resources.set(logicalId, await this.#make(resource, before.get(logicalId)));
      }
      this.#readExports(stack, scope);
    } finally {
      this.#keepRemoved(before, resources);
      this.#stacks.set(stack.name, fresh);
    }
  }

  async #make(
    resource: Resource,
    previous: ProvisionedResource | undefined,
  ): Promise<ProvisionedResource> {
    if (previous && isUnchanged(resource, previous)) return previous;
    return { ...resource, ...(await makeResource(resource, previous, this.#options)) };
  }

  /** Nothing is taken away while the local cloud runs: what has left the template runs on, and so does what failed. */
  #keepRemoved(
    before: ReadonlyMap<string, ProvisionedResource>,
    resources: Map<string, ProvisionedResource>,
  ): void {
    for (const [logicalId, resource] of before) {
      if (resources.has(logicalId)) continue;
      resources.set(logicalId, resource);
      if (REPLACED_BY_NATURE.includes(resource.type)) continue;
      this.#options.notice(`${placeOf(resource)} is no longer made; it runs until the next start.`);
    }
  }

  #readExports(stack: Stack, scope: Scope): void {
    for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
      if (!Export) continue;
      this.#exports.set(String(resolve(Export.Name, scope)), resolve(Value, scope));
    }
  }
}

/** Their logical ids change with their content; the former ones are worth no word. */
const REPLACED_BY_NATURE = ['AWS::Lambda::Version', 'AWS::ApiGateway::Deployment'];

function toResource(
  stack: Stack,
  logicalId: string,
  declared: TemplateResource,
  scope: Scope,
): Resource {
  const constructPath = declared.Metadata?.['aws:cdk:path'];
  const asset = declared.Metadata?.['aws:asset:path'];
  const resource = {
    stackName: stack.name,
    logicalId,
    type: declared.Type,
    ...(typeof constructPath === 'string' ? { path: constructPath } : {}),
    ...(typeof asset === 'string' ? { assetPath: path.resolve(stack.assetRoot, asset) } : {}),
  };
  try {
    return { ...resource, properties: Object(resolve(declared.Properties ?? {}, scope)) };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(`${placeOf({ ...resource, properties: {} })}: ${error.message}`, {
      cause: error,
    });
  }
}

function isUnchanged(resource: Resource, previous: Resource): boolean {
  const identity = ({ type, properties, assetPath }: Resource) =>
    JSON.stringify([type, properties, assetPath]);
  return identity(resource) === identity(previous);
}
