import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { guardedServiceOf, type StatedFacts } from './alarm-description.ts';
import { announce } from './announce.ts';
import { type Identity, nameOf } from './identity.ts';
import { probeMetric } from './probe-metric.ts';
import type { WatchedProbe } from './probes/watched-probe.ts';
import type { Topics } from './topics.ts';

export interface ProbeAlarmsProps extends Pick<StatedFacts, 'service' | 'owner' | 'runbook'> {
  readonly identity: Identity;

  readonly probe: WatchedProbe;

  readonly topics: Topics;

  /**
   * Where it is probed from, besides the stage's own region.
   * @default [] - from the stage's own region alone
   */
  readonly furtherRegions?: readonly string[];

  /**
   * In so many regions it must be down.
   * @default - in most of them
   */
  readonly quorum?: number;
}

/** What comes less often is judged by its latest result: two more would come too late. In minutes. */
const RARE = 15;

/** In which the results of one tick lie, of all regions. */
const TICK = Duration.minutes(5);

/** Watches one probe: `availability` pages, `latency` makes a ticket. */
export class ProbeAlarms extends Construct {
  readonly availability: Alarm;
  /** Undefined of a probe without a band. */
  readonly latency: Alarm | undefined;

  constructor(scope: Construct, id: string, props: ProbeAlarmsProps) {
    super(scope, id);
    this.availability = this.#availability(props);
    const { service = guardedServiceOf(this.availability), owner, runbook } = props;
    const facts = { service, ...(owner && { owner }), ...(runbook && { runbook }) };
    announce(this.availability, props.topics, 'page', facts);
    const { hasBand = true } = props.probe;
    this.latency = hasBand ? this.#latency(props) : undefined;
    if (!this.latency) return;
    announce(this.latency, props.topics, 'ticket', { ...facts, band: 'learned' });
    announce(this.#standIn(props), props.topics, 'ticket', { ...facts, band: 'stand-in' });
  }

  #availability(props: ProbeAlarmsProps): Alarm {
    const { identity, probe, furtherRegions = [] } = props;
    const options = {
      ...judgementOf(probe),
      alarmName: nameOf(identity, 'probe', probe.name, 'availability'),
      alarmDescription: `Probe '${probe.name}' does not reach the service from outside: look what changed last, a release or a toggle, and take it back.`,
    };
    if (furtherRegions.length === 0) return this.#whereDown(props, options);
    return this.#whereDownInMost(props, furtherRegions, options);
  }

  #whereDown({ identity, probe }: ProbeAlarmsProps, options: Judgement): Alarm {
    const up = probeMetric({ identity, probe: probe.name }, 'Up', periodOf(probe));
    return up.createAlarm(this, 'Availability', {
      ...options,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
    });
  }

  #whereDownInMost(
    { identity, probe, quorum }: ProbeAlarmsProps,
    furtherRegions: readonly string[],
    options: Judgement,
  ): Alarm {
    const period = periodOf(probe);
    const metrics: readonly Metric[] = [undefined, ...furtherRegions].map((region) =>
      probeMetric({ identity, probe: probe.name, ...(region && { region }) }, 'Up', period),
    );
    const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
    // A region that says nothing beside one that does counts as 0; where all say nothing, so does the sum.
    const expression = metrics.map((_, index) => `(m${index} < 1)`).join(' + ');
    const regionsDown = new MathExpression({ expression, usingMetrics, period, label: 'Regions' });
    return regionsDown.createAlarm(this, 'Availability', {
      ...options,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: quorum ?? Math.floor(metrics.length / 2) + 1,
    });
  }

  #latency({ identity, probe }: ProbeAlarmsProps): Alarm {
    return new AnomalyDetectionAlarm(this, 'Latency', {
      metric: probeMetric({ identity, probe: probe.name }, 'Latency', minutesOf(probe)),
      alarmName: nameOf(identity, 'probe', probe.name, 'latency'),
      alarmDescription: `Probe '${probe.name}' gets answers that are unusually slow for this hour: see by afterprod probes run ${probe.name} which phase it is.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
      // 3 of 3 at three standard deviations: about one false alarm a month; 1 of 1 gives one a day.
      stdDevs: 3,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.MISSING,
    });
  }

  #standIn({ identity, probe }: ProbeAlarmsProps): Alarm {
    const { name, slowMs = SLOW_MS } = probe;
    return new Alarm(this, 'LatencyStandIn', {
      metric: probeMetric({ identity, probe: name }, 'Latency', minutesOf(probe)),
      alarmName: nameOf(identity, 'probe', name, 'latency', 'stand-in'),
      alarmDescription: `Probe '${name}' waits for more than ${slowMs} ms, 3 times in a row: see by afterprod probes run ${name} which phase it is. A fixed limit, until two weeks have shown what is usual.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: slowMs,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.MISSING,
    });
  }
}

/** In milliseconds: half of the time after which a probe gives up by default. */
const SLOW_MS = 5_000;

type Judgement = Omit<CreateAlarmOptions, 'comparisonOperator' | 'threshold'>;

function isRare({ everyMinutes = Number.POSITIVE_INFINITY }: WatchedProbe): boolean {
  return everyMinutes > RARE;
}

function judgementOf(probe: WatchedProbe): Judgement {
  // The latest result counts until the next one comes.
  if (isRare(probe)) return { evaluationPeriods: 1, treatMissingData: TreatMissingData.IGNORE };
  return {
    evaluationPeriods: 3,
    datapointsToAlarm: 2, // one failure is forgiven, a flapping service is not
    // A silent prober has its own alarm; a service is not down because a first deployment has no figures yet.
    treatMissingData: TreatMissingData.MISSING,
  };
}

function periodOf(probe: WatchedProbe): Duration {
  return isRare(probe) ? TICK : minutesOf(probe);
}

function minutesOf({ everyMinutes = 1 }: WatchedProbe): Duration {
  return Duration.minutes(everyMinutes);
}
