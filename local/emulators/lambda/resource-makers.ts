import * as path from 'node:path';
import type { Cloud, Provisioned, Resource } from '../../emulator.ts';
import { declaredAlias } from './alias-resource.ts';
import type { AsyncEvents } from './async-events.ts';
import type { Concurrency } from './concurrency.ts';
import { declaredEventInvokeConfig } from './event-invoke-config-resource.ts';
import type { EventSources } from './event-sources/event-sources.ts';
import { declaredMapping } from './event-sources/mapping-resource.ts';
import { formatFunctionArn, parseFunctionReference } from './function-reference.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { declaredFunction } from './function-resource.ts';
import { declaredPermission } from './permission-resource.ts';
import type { ResourcePolicies } from './resource-policies.ts';

export interface ResourceMakerParts {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly concurrency: Concurrency;
  readonly events: AsyncEvents;
  readonly policies: ResourcePolicies;
  readonly sources: EventSources;
}

/** Makes a resource, or replaces `previous`, its former self. */
export type ResourceMaker = (
  resource: Resource,
  previous?: Resource,
) => Provisioned | Promise<Provisioned>;

/** How each of Lambda's resource types is made and changed. */
export function resourceMakers(parts: ResourceMakerParts): Readonly<Record<string, ResourceMaker>> {
  return {
    'AWS::Lambda::Function': (resource) => makeFunction(parts, resource),
    'AWS::Lambda::Version': (resource) => makeVersion(parts, resource),
    'AWS::Lambda::Alias': (resource) => makeAlias(parts, resource),
    'AWS::Lambda::Permission': (resource, previous) => makePermission(parts, resource, previous),
    'AWS::Lambda::EventInvokeConfig': (resource) => makeEventInvokeConfig(parts, resource),
    'AWS::Lambda::EventSourceMapping': (resource) => makeMapping(parts, resource),
  };
}

function makeFunction(parts: ResourceMakerParts, resource: Resource): Provisioned {
  const { cloud, registry, concurrency, events } = parts;
  const { configuration, reservedConcurrency } = declaredFunction(
    resource,
    path.join(cloud.dataDir, 'inline-code'),
    new Date(cloud.clock.now()).toISOString(),
  );
  const { functionName } = configuration;
  warnOfRuntime(cloud, registry, configuration.runtime);
  registry.put(configuration);
  concurrency.reserve(functionName, reservedConcurrency);
  events.resume(functionName);
  const Arn = formatFunctionArn(cloud, { functionName });
  return { ref: functionName, attributes: { Arn } };
}

/** The machine's Node.js runs every function: say so once where it is not the one that AWS would run. */
function warnOfRuntime(cloud: Cloud, registry: FunctionRegistry, runtime: string): void {
  const [major] = process.versions.node.split('.');
  if (runtime === `nodejs${major}.x`) return;
  if (registry.functions().some((fn) => fn.runtime === runtime)) return;
  cloud.notice(`Functions for ${runtime} run on this machine's Node.js ${process.versions.node}.`);
}

function makeVersion({ cloud, registry }: ResourceMakerParts, resource: Resource): Provisioned {
  const { FunctionName, Description } = resource.properties;
  const { functionName } = parseFunctionReference(FunctionName);
  const madeBy = `${resource.stackName}/${resource.logicalId}`;
  const description = Description === undefined ? undefined : String(Description);
  const { version } = registry.publish(functionName, madeBy, description);
  const arn = formatFunctionArn(cloud, { functionName, qualifier: version });
  return { ref: arn, attributes: { Version: version, FunctionArn: arn } };
}

function makeAlias({ cloud, registry }: ResourceMakerParts, resource: Resource): Provisioned {
  const alias = declaredAlias(resource);
  registry.putAlias(alias, JSON.stringify(alias));
  const { functionName, name: qualifier } = alias;
  const arn = formatFunctionArn(cloud, { functionName, qualifier });
  return { ref: arn, attributes: { AliasArn: arn } };
}

function makePermission(
  { cloud, policies }: ResourceMakerParts,
  resource: Resource,
  previous?: Resource,
): Provisioned {
  const sid = `${resource.stackName}/${resource.logicalId}`;
  if (previous) policies.remove(declaredPermission(previous, cloud).arn, sid);
  const { arn, statement } = declaredPermission(resource, cloud);
  policies.put(arn, sid, statement);
  return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
}

function makeEventInvokeConfig({ events }: ResourceMakerParts, resource: Resource): Provisioned {
  const { functionName, qualifier, config } = declaredEventInvokeConfig(resource);
  events.configure(functionName, qualifier, config);
  return { ref: `${functionName}|${qualifier}`, attributes: {} };
}

async function makeMapping(
  { cloud, sources }: ResourceMakerParts,
  resource: Resource,
): Promise<Provisioned> {
  const mapping = declaredMapping(resource);
  await sources.put(mapping);
  const { uuid } = mapping;
  const arn = `arn:aws:lambda:${cloud.region}:${cloud.accountId}:event-source-mapping:${uuid}`;
  return { ref: uuid, attributes: { Id: uuid, EventSourceMappingArn: arn } };
}
