import type { CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { guardedServiceOf } from './alarm-description.ts';
import { AlarmTopics } from './alarm-topics.ts';
import { announce } from './announce.ts';
import type { Identity } from './identity.ts';
import { ProbeAlarms } from './probe-alarms.ts';
import type { WatchedProbe } from './probes/watched-probe.ts';
import { serviceUnhealthy } from './service-unhealthy.ts';
import type { SeveritySettings } from './settings.ts';
import { StageDashboard } from './stage-dashboard.ts';
import type { Topics } from './topics.ts';

export interface AlarmsProps {
  readonly identity: Identity;

  /** The probes to watch; at least one. `watchedProbes` makes them of the settings. */
  readonly probes: readonly WatchedProbe[];

  /**
   * Where they are probed from, besides the stage's own region.
   * @default [] - from the stage's own region alone
   */
  readonly furtherRegions?: readonly string[];

  /**
   * In so many regions a probe must be down before anybody is woken.
   * @default - in most of them
   */
  readonly quorum?: number;

  /** @default - topics without subscribers */
  readonly severities?: SeveritySettings;
}

/** What tells people about one stage: the topics, each probe's alarms, the state of the whole service, a dashboard. */
export class Alarms extends Construct {
  readonly topics: Topics;

  /** In ALARM while any probe finds the service down. */
  readonly serviceUnhealthy: CompositeAlarm;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { identity, probes, severities, ...regions } = props;
    if (probes.length === 0) throw new Error('Alarms: name at least one probe to watch');
    const topics = new AlarmTopics(this, 'Topics', {
      identity,
      ...(severities === undefined ? {} : { severities }),
    });
    const watched = probes.map((probe) => ({
      probe,
      alarms: new ProbeAlarms(this, `Probe-${probe.name}`, { identity, probe, topics, ...regions }),
    }));

    this.topics = topics;
    this.serviceUnhealthy = serviceUnhealthy(
      this,
      identity,
      watched.map(({ alarms }) => alarms.availability),
    );
    announce(this.serviceUnhealthy, topics, 'info', {
      service: guardedServiceOf(this.serviceUnhealthy),
    }); // the probes' own alarms have paged already
    new StageDashboard(this, 'Stage', {
      identity,
      unhealthy: this.serviceUnhealthy,
      probes: watched,
    });
  }
}
