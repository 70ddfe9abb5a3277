import type { IConstruct } from 'constructs';
import type { Identity } from './identity.ts';
import type { AlarmsSettings } from './settings/alarm-settings.ts';

/** What the alarms of one stage have in common. */
export interface AlarmPolicy {
  readonly identity: Identity;
  /** Whom alarms hurt that are not of Afterprod's own parts: `service.name` of the settings. */
  readonly service: string;
  /** `alerts.owner` of the settings: the team that mends it. */
  readonly owner?: string;
  /** `alerts.runbooks` of the settings: the address below which each alarm has its page. */
  readonly runbooks?: string;
  /** `alarms` of the settings: what differs from the default. */
  readonly settings?: AlarmsSettings;
}

const policies = new WeakMap<IConstruct, AlarmPolicy>();

/** Holds for every alarm below `scope`: constructs that make alarms need not pass it on. */
export function setAlarmPolicy(scope: IConstruct, policy: AlarmPolicy): void {
  policies.set(scope, policy);
}

/** The policy that was set nearest above `scope`; undefined where constructs are used one by one. */
export function alarmPolicyOf(scope: IConstruct): AlarmPolicy | undefined {
  const nearest = scope.node.scopes.toReversed().find((above) => policies.has(above));
  return nearest && policies.get(nearest);
}
