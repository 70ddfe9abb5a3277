import type { Provisioned, ProvisionedResource, Resource } from './emulator.ts';
import { NOT_EMULATED, standIn } from './not-emulated.ts';
import type { Service, Services } from './services.ts';
import { SetupError } from './setup-error.ts';
import { isCustom } from './template/dependencies.ts';
import { checkProperties } from './template/properties.ts';

export interface Makers {
  readonly region: string;
  readonly accountId: string;
  readonly services: Services;
  provisionCustom(resource: Resource): Promise<Provisioned>;
}

/** Makes one resource, or changes it when `previous` runs, by whoever serves its type. Errors name its place. */
export async function makeResource(
  resource: Resource,
  previous: ProvisionedResource | undefined,
  makers: Makers,
): Promise<Provisioned> {
  try {
    if (isCustom(resource.type)) return await makers.provisionCustom(resource);
    const service = makers.services.makerOf(resource.type);
    if (service) return await makeWith(service, resource, previous);
  } catch (error) {
    throw inPlace(error, resource);
  }
  const placeholder = Object.hasOwn(NOT_EMULATED, resource.type) && NOT_EMULATED[resource.type];
  if (placeholder) return standIn(resource, placeholder, makers);
  throw new SetupError(
    `${placeOf(resource)}: the local cloud does not support the type ${resource.type}. Take it out of this stage, ` +
      'emulate it in local/emulators, or list it in local/not-emulated.ts if it has no effect on a laptop.',
  );
}

/** A resource's place for messages: stack, logical id, and the construct's path where it is known. */
export function placeOf({ stackName, logicalId, path }: Resource): string {
  return `${stackName}/${logicalId}${path ? ` (${path})` : ''}`;
}

async function makeWith(
  { emulator, handle }: Service,
  resource: Resource,
  previous: ProvisionedResource | undefined,
): Promise<Provisioned> {
  const supported = emulator.resourceTypes[resource.type];
  if (supported) checkProperties(resource, supported);
  if (!previous) return handle.create(resource);
  if (handle.update) return handle.update(resource, previous);
  throw new SetupError('it has changed, which needs a restart of the local cloud');
}

function inPlace(error: unknown, resource: Resource): unknown {
  if (!(error instanceof Error)) return error;
  const message = `${placeOf(resource)}: ${resource.type}: ${error.message}`;
  return new SetupError(message, { cause: error });
}
