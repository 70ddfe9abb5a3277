import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import type { Severity } from '../../functions/alerts/severity.ts';
import { guardedServiceOf, type StatedFacts } from '../alarm-description.ts';
import { announce } from '../announce.ts';
import { type Identity, nameOf } from '../identity.ts';
import type { Topics } from '../topics.ts';

export interface WatchingProps extends Pick<StatedFacts, 'service' | 'owner' | 'runbook'> {
  readonly identity: Identity;
  readonly topics: Topics;
  /** Of the target, within its alarms' names: `api-shop` makes `storefront-prod-api-shop-errors`. */
  readonly name: string;
}

/** A fixed rule. */
export interface Limit {
  /** The alarm's name after the target's. */
  readonly what: string;
  readonly sentence: string;
  readonly severity: Severity;
  readonly metric: IMetric;
  /** It breaches above this. */
  readonly above: number;
  /** M of N. */
  readonly points: readonly [number, number];
  readonly band?: 'stand-in';
}

/** A band above which is unusual. */
export interface Usual extends Pick<Limit, 'what' | 'sentence' | 'metric'> {
  /** A fixed limit that counts until the band has learned. */
  readonly standInAbove: number;
}

/** 3 of 3 at three standard deviations: about one false alarm a month; 1 of 1 gives one a day. */
const BAND = { stdDevs: 3, evaluationPeriods: 3 };

/** The alarms of one target, made beside it. */
export class Watching extends Construct {
  /** What the names of its alarms begin with, but for what each watches. */
  readonly fullName: string;
  readonly #props: WatchingProps;

  constructor(target: IConstruct, props: WatchingProps) {
    super(target, `Watched-${props.name}`);
    this.#props = props;
    this.fullName = nameOf(props.identity, props.name);
  }

  /** Without data it is OK: who is idle does nothing wrong. */
  limit({ what, sentence, severity, metric, above, points, band }: Limit): Alarm {
    const [datapointsToAlarm, evaluationPeriods] = points;
    const alarm = new Alarm(this, what, {
      metric,
      ...this.#naming(what, sentence),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: above,
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.#announce(alarm, severity, band);
    return alarm;
  }

  /** A ticket when it is above what is usual for the hour, three times in a row. */
  usual({ what, sentence, metric, standInAbove }: Usual): Alarm {
    const alarm = new AnomalyDetectionAlarm(this, what, {
      metric,
      ...this.#naming(what, sentence),
      ...BAND,
      comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.#announce(alarm, 'ticket', 'learned');
    this.limit({
      what: `${what}-stand-in`,
      sentence: `${sentence} A fixed limit, until two weeks have shown what is usual.`,
      severity: 'ticket',
      metric,
      above: standInAbove,
      points: [3, 3],
      band: 'stand-in',
    });
    return alarm;
  }

  #naming(what: string, alarmDescription: string) {
    const { identity, name } = this.#props;
    return { alarmName: nameOf(identity, name, what), alarmDescription };
  }

  #announce(alarm: Alarm, severity: Severity, band: StatedFacts['band']): void {
    const { topics, service = guardedServiceOf(alarm), owner, runbook } = this.#props;
    announce(alarm, topics, severity, {
      service,
      ...(owner !== undefined && { owner }),
      ...(runbook !== undefined && { runbook }),
      ...(band !== undefined && { band }),
    });
  }
}

export const MINUTE = Duration.minutes(1);
