import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';
import type { ProbeAlarms } from './probe-alarms.ts';
import { probeMetric } from './probe-metric.ts';

export interface StageDashboardProps {
  readonly identity: Identity;
  readonly interval: Duration;
  /** The state of the whole service. */
  readonly unhealthy: IAlarm;
  /** By the probe's name. */
  readonly probes: ReadonlyMap<string, ProbeAlarms>;
}

const FULL_WIDTH = 24;

/** One page a stage: what is firing, who is up, and each probe's latency within its band. */
export class StageDashboard extends Construct {
  constructor(scope: Construct, id: string, props: StageDashboardProps) {
    super(scope, id);
    const { identity, interval, unhealthy, probes } = props;
    const alarms = [...probes.values()].flatMap((probe) => [probe.availability, probe.latency]);
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(identity),
      defaultInterval: Duration.hours(3),
      widgets: [
        [
          new AlarmStatusWidget({
            title: 'Alarms',
            alarms: [unhealthy, ...alarms],
            width: FULL_WIDTH,
          }),
        ],
        [
          new GraphWidget({
            title: 'Up',
            left: [...probes.keys()].map((label) =>
              probeMetric(identity, label, 'Up', interval).with({ label }),
            ),
            leftYAxis: { min: 0, max: 1 },
            width: FULL_WIDTH,
          }),
        ],
        [...probes].map(
          ([probe, { latency }]) => new AlarmWidget({ title: `Latency: ${probe}`, alarm: latency }),
        ),
      ],
    });
  }
}
