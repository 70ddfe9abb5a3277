import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Identity, nameOf } from '../identity.ts';
import { probeMetric } from '../probe-metric.ts';
import type { WatchedProbe } from '../probes/watched-probe.ts';
import type { SloSettings } from '../settings/slo-settings.ts';
import { metricsToDraw } from './alarm-graph.ts';
import { changesGraph, changesOf } from './changes.ts';
import { inPieces } from './in-pieces.ts';
import { objectiveWidgets } from './objective-widgets.ts';
import type { StageAlarm } from './stage-alarms.ts';

export interface StageDashboardProps {
  readonly identity: Identity;

  /** What the team ships: its alarms come first, and are drawn. */
  readonly service: string;

  /** Named ones, of the dashboard's own region. */
  readonly alarms: readonly StageAlarm[];

  readonly probes: readonly WatchedProbe[];

  /** @default [] */
  readonly objectives?: readonly SloSettings[];
}

const FULL_WIDTH = 24;

/** CloudWatch shows no more in one widget. */
const MOST_ALARMS = 100;

/** More lines are not told apart. */
const MOST_LINES = 25;

/** Of 500 widgets that a dashboard may have; who has more alarms looks at those that fire. */
const MOST_GRAPHS = 60;

/** One page a stage: what is firing by service, who is up, what objectives leave, and what each alarm watches, beside what changed. */
export class StageDashboard extends Construct {
  readonly #byName = new Map<string, IAlarm>();

  constructor(scope: Construct, id: string, props: StageDashboardProps) {
    super(scope, id);
    const { identity, service, alarms, probes, objectives = [] } = props;
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(identity),
      defaultInterval: Duration.hours(3),
      widgets: [
        ...this.#states(service, alarms),
        [changesGraph(identity, FULL_WIDTH)],
        ...inPieces(probes, MOST_LINES).map((piece) => [upGraph(identity, piece)]),
        ...objectives.map((slo) => objectiveWidgets(identity, slo)),
        this.#graphs(props),
      ],
    });
  }

  /** A board for each service, that of the team first. */
  #states(service: string, alarms: readonly StageAlarm[]): IWidget[][] {
    const services = [...new Set(alarms.map((alarm) => serviceOf(alarm, service)))];
    const sorted = services.sort((a, b) => Number(b === service) - Number(a === service));
    return sorted.flatMap((each) => {
      const own = alarms.filter((alarm) => alarm.isAnnounced && serviceOf(alarm, service) === each);
      return inPieces(own, MOST_ALARMS).map((piece) => [
        new AlarmStatusWidget({
          title: `Alarms of ${each}`,
          alarms: piece.map((alarm) => this.#named(alarm)),
          width: FULL_WIDTH,
        }),
      ]);
    });
  }

  #graphs({ identity, service, alarms }: StageDashboardProps): IWidget[] {
    return alarms
      .filter((alarm) => serviceOf(alarm, service) === service && alarm.kind === 'metric')
      .filter((alarm) => alarm.isAnnounced && !isUp(alarm))
      .slice(0, MOST_GRAPHS)
      .map((alarm) => this.#graph(identity, alarm));
  }

  #graph(identity: Identity, alarm: StageAlarm): IWidget {
    const title = titleOf(identity, alarm);
    const left = metricsToDraw(alarm);
    if (!left) return new AlarmWidget({ title, alarm: this.#named(alarm), width: GRAPH_WIDTH });
    const { threshold: value } = alarm;
    return new GraphWidget({
      title,
      left: [...left],
      ...(value !== undefined && { leftAnnotations: [{ value, label: 'Alarm' }] }),
      ...changesOf(identity),
      width: GRAPH_WIDTH,
    });
  }

  /** By name: nothing of it crosses stacks. */
  #named({ name = '' }: StageAlarm) {
    const known = this.#byName.get(name) ?? Alarm.fromAlarmName(this, name, name);
    this.#byName.set(name, known);
    return known;
  }
}

const GRAPH_WIDTH = 12;

function serviceOf({ facts }: StageAlarm, otherwise: string): string {
  return facts?.service ?? otherwise;
}

/** Drawn together with those of the other probes. */
function isUp({ metrics }: StageAlarm): boolean {
  return metrics.some(({ stat }) => stat?.namespace === 'Afterprod' && stat.name === 'Up');
}

function titleOf(identity: Identity, { name = '' }: StageAlarm): string {
  const prefix = nameOf(identity, '');
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function upGraph(identity: Identity, probes: readonly WatchedProbe[]): IWidget {
  return new GraphWidget({
    title: 'Up',
    left: probes.map(({ name: label, everyMinutes = 5 }) =>
      probeMetric({ identity, probe: label }, 'Up', Duration.minutes(everyMinutes)).with({ label }),
    ),
    leftYAxis: { min: 0, max: 1 },
    ...changesOf(identity),
    width: FULL_WIDTH,
  });
}
