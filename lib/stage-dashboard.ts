import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';
import type { ProbeAlarms } from './probe-alarms.ts';
import { probeMetric } from './probe-metric.ts';
import type { WatchedProbe } from './probes/watched-probe.ts';

export interface StageDashboardProps {
  readonly identity: Identity;
  /** The state of the whole service. */
  readonly unhealthy: IAlarm;
  readonly probes: readonly {
    readonly probe: WatchedProbe;
    readonly alarms: Pick<ProbeAlarms, 'availability' | 'latency'>;
  }[];
}

const FULL_WIDTH = 24;

/** CloudWatch shows no more in one widget. */
const MOST_ALARMS = 100;

/** More lines are not told apart. */
const MOST_LINES = 25;

/** One page a stage: what is firing, who is up, and each probe's latency within its band. */
export class StageDashboard extends Construct {
  constructor(scope: Construct, id: string, props: StageDashboardProps) {
    super(scope, id);
    const { identity, unhealthy, probes } = props;
    const alarms = probes.flatMap((probe) => [probe.alarms.availability, probe.alarms.latency]);
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(identity),
      defaultInterval: Duration.hours(3),
      widgets: [
        ...inPieces([unhealthy, ...alarms.filter((alarm) => alarm !== undefined)], MOST_ALARMS).map(
          (piece) => [
            new AlarmStatusWidget({ title: 'Alarms', alarms: [...piece], width: FULL_WIDTH }),
          ],
        ),
        ...inPieces(probes, MOST_LINES).map((piece) => [upGraph(identity, piece)]),
        probes.flatMap(latencyWidgets),
      ],
    });
  }
}

type Probes = StageDashboardProps['probes'];

function upGraph(identity: Identity, probes: Probes): IWidget {
  return new GraphWidget({
    title: 'Up',
    left: probes.map(({ probe: { name: label, everyMinutes = 5 } }) =>
      probeMetric({ identity, probe: label }, 'Up', Duration.minutes(everyMinutes)).with({ label }),
    ),
    leftYAxis: { min: 0, max: 1 },
    width: FULL_WIDTH,
  });
}

function latencyWidgets({ probe, alarms: { latency } }: Probes[number]): readonly IWidget[] {
  return latency ? [new AlarmWidget({ title: `Latency: ${probe.name}`, alarm: latency })] : [];
}

function inPieces<T>(list: readonly T[], length: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / length);
  return Array.from({ length: count }, (_, i) => list.slice(i * length, (i + 1) * length));
}
