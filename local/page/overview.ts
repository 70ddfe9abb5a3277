import type { LocalCloud } from '../local-cloud.ts';
import { NOT_EMULATED } from '../not-emulated.ts';
import { takeInventory } from '../start/inventory.ts';
import type { RecentEvents } from './recent-events.ts';

/** What the page shows beside alarms and mailbox. */
export async function overview(
  cloud: LocalCloud,
  stage: string,
  recent: RecentEvents,
): Promise<object> {
  const resources = cloud.resources();
  const stackNames = cloud.stacks().map(({ name }) => name);
  return {
    stage,
    region: cloud.cloud.region,
    awsEndpoint: cloud.endpoint,
    now: new Date(cloud.clock.now()).toISOString(),
    ...takeInventory(resources, stage, stackNames),
    faults: cloud.faults.list(),
    resources: resources.map(({ stackName, logicalId, type, ref }) => ({
      stackName,
      logicalId,
      type,
      ref,
      emulated: !Object.hasOwn(NOT_EMULATED, type),
    })),
    invocations: recent.ofKind('invocation').slice(-30).reverse(),
    requests: recent.ofKind('request').slice(-30).reverse(),
  };
}
