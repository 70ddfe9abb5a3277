import type { IConstruct } from 'constructs';
import type { Identity } from './identity.ts';
import type { AlarmsSettings } from './settings/alarm-settings.ts';
import type { Flaw } from './settings/settings-error.ts';

/** What the alarms of one stage have in common. */
export interface AlarmPolicy {
  readonly identity: Identity;
  /** Whom alarms hurt that are not of Afterprod's own parts: `service.name` of the settings. */
  readonly service: string;
  /** `alerts.owner` of the settings, or the project: who mends it. */
  readonly owner?: string;
  /** `alerts.runbooks` of the settings: the address below which each alarm has its page. */
  readonly runbooks?: string;
  /** `alarms` of the settings: what differs from the default. */
  readonly settings?: AlarmsSettings;
}

/** A policy, and what came of it so far. */
export interface AppliedPolicy extends AlarmPolicy {
  /** Each alarm that was announced, those that are off among them: its name after project and stage, and its path. */
  readonly announced: Map<string, string>;
  /** What `alarms` of the settings says of alarms that cannot be so. */
  readonly flaws: Flaw[];
}

const policies = new WeakMap<IConstruct, AppliedPolicy>();

/** Holds for every alarm below `scope`: constructs that make alarms need not pass it on. */
export function setAlarmPolicy(scope: IConstruct, policy: AlarmPolicy): void {
  policies.set(scope, { ...policy, announced: new Map(), flaws: [] });
}

/** The policy that was set nearest above `scope`; undefined where constructs are used one by one. */
export function alarmPolicyOf(scope: IConstruct): AppliedPolicy | undefined {
  const nearest = scope.node.scopes.toReversed().find((above) => policies.has(above));
  return nearest && policies.get(nearest);
}
