import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import { guardedServiceOf, type StatedFacts } from '../alarm-description.ts';
import { announce } from '../announce.ts';
import { type Identity, nameOf } from '../identity.ts';
import type { Topics } from '../topics.ts';
import { feedbackMetric } from './feedback-metric.ts';

/** What keeps the feedback of a stage, and triages it. */
export interface WatchedFeedback extends IConstruct {
  /** Whose feedback the rates are of. */
  readonly feedbackOf: Identity;
}

export interface FeedbackAlarmsProps extends Pick<StatedFacts, 'service' | 'owner' | 'runbook'> {
  readonly identity: Identity;

  /** Told on `ticket`: what anybody may post must wake nobody. */
  readonly topics: Topics;
}

const BAND_PERIOD = Duration.minutes(10);
const COHORT_PERIOD = Duration.hours(1);

/** A rate of fewer is no rate. */
const MIN_FOR_RATE = 5;

/** What stands in until the bands have learned: so many reports in ten minutes, three times in a row. */
const MANY = 30;
/** In percent, of so many reports at least: three of five are a bad mood. */
const MOSTLY = 50;
const MIN_FOR_STAND_IN = 10;

/** Of each cohort, in an hour. */
const MIN_FOR_COHORTS = 20;
/** So many standard errors apart; chance alone gives that once in 700 hours. */
const STANDARD_ERRORS = 3;

/** Watches what users say: more than usual, worse than usual, worse than about the release before. */
export class FeedbackAlarms extends Construct {
  readonly volume: Alarm;
  readonly negativeRate: Alarm;
  readonly release: Alarm;

  constructor(scope: Construct, id: string, props: FeedbackAlarmsProps) {
    super(scope, id);
    const { identity, topics, ...words } = props;
    const reports = feedbackMetric(identity, 'Feedback', BAND_PERIOD);
    this.volume = this.#band('Volume', {
      metric: reports,
      alarmName: nameOf(identity, 'feedback', 'volume'),
      alarmDescription:
        'Users send far more feedback than is usual for this hour: read the newest first.',
    });
    this.negativeRate = this.#band('NegativeRate', {
      metric: negativeRate(identity, MIN_FOR_RATE),
      alarmName: nameOf(identity, 'feedback', 'negative-rate'),
      alarmDescription:
        'A larger part of the feedback complains than is usual for this hour: read what they complain of first.',
    });
    this.release = this.#release(identity);
    const volumeStandIn = this.#standIn('VolumeStandIn', reports, {
      alarmName: nameOf(identity, 'feedback', 'volume', 'stand-in'),
      alarmDescription: `More than ${MANY} users write within ten minutes, and still: read the newest feedback first. A fixed limit, until two weeks have shown what is usual.`,
      threshold: MANY,
    });
    const rateStandIn = this.#standIn(
      'NegativeRateStandIn',
      negativeRate(identity, MIN_FOR_STAND_IN),
      {
        alarmName: nameOf(identity, 'feedback', 'negative-rate', 'stand-in'),
        alarmDescription: `More than ${MOSTLY} % of at least ${MIN_FOR_STAND_IN} reports complain, and still: read what they complain of first. A fixed limit, until two weeks have shown what is usual.`,
        threshold: MOSTLY,
      },
    );
    const facts = { service: guardedServiceOf(this.release), ...words };
    for (const alarm of [this.volume, this.negativeRate]) {
      announce(alarm, topics, 'ticket', { ...facts, band: 'learned' });
    }
    for (const alarm of [volumeStandIn, rateStandIn]) {
      announce(alarm, topics, 'ticket', { ...facts, band: 'stand-in' });
    }
    announce(this.release, topics, 'ticket', facts);
  }

  #band(
    id: string,
    props: {
      readonly metric: IMetric;
      readonly alarmName: string;
      readonly alarmDescription: string;
    },
  ): Alarm {
    return new AnomalyDetectionAlarm(this, id, {
      ...props,
      comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
      stdDevs: 3,
      evaluationPeriods: 3, // all of them: a few users in a bad mood are no incident
      treatMissingData: TreatMissingData.NOT_BREACHING, // nobody wrote
    });
  }

  #standIn(
    id: string,
    metric: IMetric,
    props: {
      readonly alarmName: string;
      readonly alarmDescription: string;
      readonly threshold: number;
    },
  ): Alarm {
    return new Alarm(this, id, {
      ...props,
      metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  #release(identity: Identity): Alarm {
    return excessOfCurrent(identity).createAlarm(this, 'Release', {
      alarmName: nameOf(identity, 'feedback', 'release'),
      alarmDescription:
        'Users of the current release complain more than those of the release before, by more than chance explains: compare what they say, and go back if it is the release.',
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: STANDARD_ERRORS,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING, // too few of either
    });
  }
}

/** In percent; no figure where there is too little feedback. */
function negativeRate(identity: Identity, least: number): MathExpression {
  return new MathExpression({
    expression: `IF(total >= ${least}, 100 * negative / total)`,
    label: 'Negative feedback, percent',
    usingMetrics: {
      total: feedbackMetric(identity, 'Feedback', BAND_PERIOD),
      negative: feedbackMetric(identity, 'NegativeFeedback', BAND_PERIOD),
    },
    period: BAND_PERIOD,
  });
}

/** How many standard errors the current release's rate lies over the previous one's: the test of two proportions. */
function excessOfCurrent(identity: Identity): MathExpression {
  const of = (cohort: 'current' | 'previous', name: 'Feedback' | 'NegativeFeedback') =>
    feedbackMetric(identity, name, COHORT_PERIOD, cohort);
  const rate = '((nc + np) / (tc + tp))';
  const error = `((${rate} * (1 - ${rate}) * (1 / tc + 1 / tp)) ^ 0.5)`;
  return new MathExpression({
    expression: `IF(tc >= ${MIN_FOR_COHORTS} AND tp >= ${MIN_FOR_COHORTS}, (nc / tc - np / tp) / ${error})`,
    label: 'Excess of the current release, standard errors',
    usingMetrics: {
      tc: of('current', 'Feedback'),
      nc: of('current', 'NegativeFeedback'),
      tp: of('previous', 'Feedback'),
      np: of('previous', 'NegativeFeedback'),
    },
    period: COHORT_PERIOD,
  });
}
