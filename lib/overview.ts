import { Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import { announce } from './announce.ts';
import type { Identity } from './identity.ts';
import { deployingAlarm } from './overview/deploying-alarm.ts';
import { maintenanceMutes } from './overview/maintenance-mutes.ts';
import { serviceUnhealthy } from './overview/service-unhealthy.ts';
import { alarmsIn, type StageAlarm } from './overview/stage-alarms.ts';
import { StageDashboard } from './overview/stage-dashboard.ts';
import type { WatchedProbe } from './probes/watched-probe.ts';
import type { MaintenanceSettings } from './settings/maintenance-settings.ts';
import type { SloSettings } from './settings/slo-settings.ts';
import type { Topics } from './topics.ts';

export interface OverviewProps {
  readonly identity: Identity;

  readonly topics: Topics;

  /** What the team ships, e.g. `storefront`. */
  readonly service: string;

  /** What holds all alarms of the stage, in whatever stack: the stage itself. */
  readonly of: IConstruct;

  readonly probes: readonly WatchedProbe[];

  /**
   * Times of planned work, in which alarms tell nobody.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceSettings[];

  /**
   * Whose budgets of errors the dashboard shows.
   * @default []
   */
  readonly objectives?: readonly SloSettings[];
}

/** What spans the stacks of a stage: the health of each service, the dashboard, silence in planned work. Make it last. */
export class Overview extends Construct {
  /** In ALARM while the stage is being deployed. */
  readonly deploying: Alarm;

  constructor(scope: Construct, id: string, props: OverviewProps) {
    super(scope, id);
    const { identity, service, probes, maintenance: windows = [], objectives = [] } = props;
    this.deploying = deployingAlarm(this, identity, service);
    this.#tellHealth(props);
    const alarms = this.#alarmsOf(props.of); // with those that were made here
    this.#comeAfter(alarms);
    new StageDashboard(this, 'Stage', { identity, service, alarms, probes, objectives });
    maintenanceMutes(this, { identity, service, alarms, windows });
  }

  /** Of each service that has alarms that page; Afterprod's own parts never hurt users by themselves. */
  #tellHealth({ identity, service, topics, of }: OverviewProps): void {
    const paging = this.#alarmsOf(of).filter(
      ({ isAnnounced, facts }) => isAnnounced && facts?.severity === 'page',
    );
    const services = [...new Set(paging.flatMap(({ facts }) => facts?.service ?? []))];
    for (const each of services.filter((name) => name !== 'afterprod')) {
      const composite = serviceUnhealthy(this, {
        identity,
        service: each,
        noun: each === service ? 'service-unhealthy' : `${each}-unhealthy`,
        alarms: paging.filter(({ facts }) => facts?.service === each),
        suppressor: this.deploying,
      });
      announce(composite, topics, 'info', { service: each, ends: 'late' }); // those that it is made of have paged
    }
  }

  /** Those that can be named here: composites, dashboards and silences know alarms of their own region alone. */
  #alarmsOf(of: IConstruct): readonly StageAlarm[] {
    const { region } = Stack.of(this);
    return alarmsIn(of).filter(
      ({ name, resource }) => name !== undefined && resource.stack.region === region,
    );
  }

  #comeAfter(alarms: readonly StageAlarm[]): void {
    const own = Stack.of(this);
    for (const stack of new Set(alarms.map(({ resource }) => resource.stack))) {
      if (stack !== own) own.addStackDependency(stack);
    }
  }
}
