import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { ProbesEnvironment } from '../functions/probes/environment.ts';
import { acknowledge, arnInFindings } from './acknowledge.ts';
import { announce } from './announce.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { type Identity, nameOf } from './identity.ts';
import { type Probe, probeTargets } from './probe-targets.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface ProbesProps {
  readonly identity: Identity;

  /** Told on `ticket` when runs are missing or fail. */
  readonly topics: Topics;

  /** `Releases.table` of the same stage: results name the release that they judge. */
  readonly releasesTable: ITable;

  /** What is probed; at least one. */
  readonly probes: readonly Probe[];

  /**
   * Time between two runs: whole minutes, at most an hour.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * Ranges outside the public internet that may be probed, e.g. `10.0.3.0/24`.
   * @default - none
   */
  readonly allowPrivate?: readonly string[];

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'probes'>;
}

/** Checks each target from outside on a schedule and publishes `Up` and `Latency` of each. */
export class Probes extends Construct {
  readonly function: IFunction;

  /** Fires when the prober itself is silent. */
  readonly missingRuns: Alarm;

  constructor(scope: Construct, id: string, props: ProbesProps) {
    super(scope, id);
    const { identity, topics, interval = Duration.minutes(1) } = props;
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: 'probes',
      topics,
    });
    this.function = this.#prober(props, interval, deadLetterQueue);
    const schedule = this.#schedule(identity, interval, deadLetterQueue);
    this.missingRuns = this.#alarmOnMissingRuns(props, interval);
    this.missingRuns.node.addDependency(schedule); // before the first run silence is no fault
  }

  #prober(props: ProbesProps, interval: Duration, deadLetterQueue: DeadLetterQueue): IFunction {
    const { identity, releasesTable, probes, allowPrivate = [], reservedConcurrency } = props;
    const timeout = timeoutWithin(interval);
    const environment: ProbesEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TARGETS: Stack.of(this).toJsonString(probeTargets(probes, timeout)),
      RELEASES_TABLE_NAME: releasesTable.tableName,
      ALLOW_PRIVATE: allowPrivate.join(','),
    };
    const prober = new BundledFunction(this, 'Function', {
      identity,
      name: 'probes',
      bundle: 'probes/handler',
      description: 'Probes every target once and publishes what it saw.',
      timeout,
      ...reservationOf('probes', reservedConcurrency),
      memorySize: 512, // CPU comes with memory, and a starved prober measures itself
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 0, // the next tick is the retry; a late one would overlap it
      maxEventAge: Duration.minutes(1),
    });
    releasesTable.grant(prober, 'dynamodb:GetItem');
    return prober;
  }

  #schedule(identity: Identity, interval: Duration, deadLetterQueue: DeadLetterQueue): Schedule {
    const schedule = new Schedule(this, 'Schedule', {
      scheduleName: nameOf(identity, 'probes'),
      description: `Runs the probes of ${nameOf(identity)}.`,
      schedule: ScheduleExpression.rate(interval),
      target: new LambdaInvoke(this.function, {
        retryAttempts: 0, // the defaults, a day and 185 attempts, would repeat probes nobody waits for
        maxEventAge: Duration.minutes(1),
        deadLetterQueue,
      }),
    });
    acknowledge(
      Stack.of(this), // where CDK puts the role of its schedules
      'The schedule may invoke the prober in any version, and nothing else.',
      `IAM5[Resource::${arnInFindings(this.function)}:*]`,
    );
    return schedule;
  }

  #alarmOnMissingRuns({ identity, topics }: ProbesProps, period: Duration): Alarm {
    const runs = new Metric({
      namespace: 'Afterprod',
      metricName: 'Runs',
      dimensionsMap: { Project: identity.project, Stage: identity.stage },
      statistic: 'Sum',
      period,
    });
    const alarm = runs.createAlarm(this, 'MissingRuns', {
      alarmName: nameOf(identity, 'probes-missing-runs'),
      alarmDescription: 'The prober is silent or fails: nobody watches the service from outside.',
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
    });
    announce(alarm, topics.ticket); // users notice nothing yet
    return alarm;
  }
}

const LONGEST_TIMEOUT = Duration.minutes(15);
const REST_BETWEEN_RUNS = Duration.seconds(5);

/** A run ends before the next begins. */
function timeoutWithin(interval: Duration): Duration {
  const seconds = interval.toSeconds() - REST_BETWEEN_RUNS.toSeconds();
  return Duration.seconds(Math.min(seconds, LONGEST_TIMEOUT.toSeconds()));
}
