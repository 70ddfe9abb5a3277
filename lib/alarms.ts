import { Duration } from 'aws-cdk-lib';
import { AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmTopics } from './alarm-topics.ts';
import { announce } from './announce.ts';
import { type Identity, nameOf } from './identity.ts';
import { ProbeAlarms } from './probe-alarms.ts';
import type { SeveritySettings } from './settings.ts';
import { StageDashboard } from './stage-dashboard.ts';
import type { Topics } from './topics.ts';

export interface AlarmsProps {
  readonly identity: Identity;

  /** Names of the probes to watch; at least one. */
  readonly probes: readonly string[];

  /**
   * Time between two runs of the probes.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

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
    const { identity, probes, interval = Duration.minutes(1), severities } = props;
    if (probes.length === 0) throw new Error('Alarms: name at least one probe to watch');
    const topics = new AlarmTopics(this, 'Topics', {
      identity,
      ...(severities === undefined ? {} : { severities }),
    });
    const alarmsOf = new Map(
      probes.map((probe) => [
        probe,
        new ProbeAlarms(this, `Probe-${probe}`, { identity, probe, topics, interval }),
      ]),
    );

    this.topics = topics;
    this.serviceUnhealthy = new CompositeAlarm(this, 'ServiceUnhealthy', {
      compositeAlarmName: nameOf(identity, 'service-unhealthy'),
      alarmDescription: 'Whether every probe reaches the service.',
      alarmRule: AlarmRule.anyOf(
        ...[...alarmsOf.values()].map(({ availability }) =>
          AlarmRule.fromAlarm(availability, AlarmState.ALARM),
        ),
      ),
    });
    announce(this.serviceUnhealthy, topics.info); // the probes' own alarms have paged already
    new StageDashboard(this, 'Stage', {
      identity,
      interval,
      unhealthy: this.serviceUnhealthy,
      probes: alarmsOf,
    });
  }
}
