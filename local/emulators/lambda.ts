import type { Cloud, Emulator, EmulatorHandle, Resource } from '../emulator.ts';
import { AsyncEvents } from './lambda/async-events.ts';
import { Concurrency } from './lambda/concurrency.ts';
import { EventSources } from './lambda/event-sources/event-sources.ts';
import { functionOperations } from './lambda/function-operations.ts';
import { FunctionRegistry } from './lambda/function-registry.ts';
import { invokeOperation } from './lambda/invoke-operation.ts';
import { Invoker } from './lambda/invoker.ts';
import { launchEnvironment } from './lambda/launch-environment.ts';
import { type ResourceMaker, resourceMakers } from './lambda/resource-makers.ts';
import { ResourcePolicies } from './lambda/resource-policies.ts';
import { RESOURCE_TYPES } from './lambda/resource-types.ts';
import { prepareRuntime } from './lambda/runtime-files.ts';
import { openState } from './lambda/saved-state.ts';
import { Watchdog } from './lambda/watchdog.ts';

/** An environment that was not used for so long ends, in real milliseconds. */
const IDLE_LIMIT_MS = 300_000;

/** Lambda: real bundles in processes of their own, versions, aliases, asynchronous events, event source mappings. */
export const lambda: Emulator = {
  service: 'lambda',
  resourceTypes: RESOURCE_TYPES,
  api: {
    signingName: 'lambda',
    protocol: 'restJson',
    client: () => import('@aws-sdk/client-lambda'),
  },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const files = await prepareRuntime(cloud.dataDir);
  const saved = openState(cloud.state);
  const watchdog = new Watchdog();
  const tools = { cloud, files, watchdog };
  const registry = new FunctionRegistry({
    cloud,
    saved,
    launch: (configuration) => launchEnvironment(configuration, tools),
  });
  const concurrency = new Concurrency();
  const invoker = new Invoker({ cloud, registry, concurrency });
  const events = new AsyncEvents({ cloud, registry, invoker, saved });
  const policies = new ResourcePolicies();
  const sources = new EventSources({ cloud, registry, invoker, saved });
  const makers = resourceMakers({ cloud, registry, concurrency, events, policies, sources });
  const reaping = setInterval(() => endIdle(registry), IDLE_LIMIT_MS / 10);
  reaping.unref();

  return {
    operations: {
      Invoke: invokeOperation({ cloud, registry, invoker, events }),
      ...functionOperations(cloud, registry),
    },
    create: async (resource) => makerOf(makers, resource)(resource),
    update: async (resource, previous) => makerOf(makers, resource)(resource, previous),
    resourcePolicy: (arn) => policies.of(arn),
    async stop() {
      clearInterval(reaping);
      sources.stop();
      events.stop();
      await registry.stop();
      watchdog.stop();
    },
  };
}

function makerOf(
  makers: Readonly<Record<string, ResourceMaker>>,
  { type }: Resource,
): ResourceMaker {
  const maker = makers[type];
  if (maker) return maker;
  throw new Error(`${type} is not one of Lambda's resource types here`);
}

function endIdle(registry: FunctionRegistry): void {
  for (const pool of registry.pools()) pool.endIdle(Date.now() - IDLE_LIMIT_MS);
}
