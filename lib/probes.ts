import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { ApiLogging } from './api-logging.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { type Identity, nameOf } from './identity.ts';
import { DailyFigures } from './probes/daily-figures.ts';
import { HeartbeatsApi } from './probes/heartbeats-api.ts';
import { Prober } from './probes/prober.ts';
import { ProberAlarms } from './probes/prober-alarms.ts';
import type { Network } from './probes/prober-network.ts';
import { probesJson } from './probes/probes-json.ts';
import { probesTable } from './probes/probes-table.ts';
import type { StageProbes } from './probes/targets-of-settings.ts';
import { withSchedules } from './probes/with-schedules.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface ProbesProps {
  readonly identity: Identity;

  /** Told on `ticket` when runs are missing or fail. */
  readonly topics: Topics;

  /** `Releases.table` of the same stage: results name the release that they judge. */
  readonly releasesTable: ITable;

  /** What is probed, and when: `probesOfSettings` makes it. */
  readonly probes: StageProbes;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API that heartbeats call, where there are any
   */
  readonly apiLogging?: ApiLogging;

  /**
   * Ranges outside the public internet that may be probed, e.g. `10.0.3.0/24`.
   * @default - none
   */
  readonly allowPrivate?: readonly string[];

  /**
   * Subnets from which private targets are reached.
   * @default - none: the prober runs outside of any VPC
   */
  readonly network?: Network;

  /**
   * Where a `FurtherProber` probes from, too: its alarms are made here.
   * @default [] - from the stage's own region alone
   */
  readonly furtherRegions?: readonly string[];

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<
    ReservedConcurrency,
    'probes' | 'probes-daily' | 'probes-heartbeats'
  >;
}

/** Checks each target from outside, publishes `Up` and `Latency` of each, and keeps what it saw. */
export class Probes extends Construct {
  /** The prober's alias, which its schedules invoke. */
  readonly function: IFunction;
  readonly table: ITable;
  /** Watch the prober itself. */
  readonly alarms: ProberAlarms;
  /** Where probers in further regions find what is known at deployment here only. */
  readonly valuesParameter: string;

  constructor(scope: Construct, id: string, props: ProbesProps) {
    super(scope, id);
    const { identity, topics, furtherRegions = [], ...rest } = props;
    this.table = probesTable(this, 'Table', identity);
    const deadLetters = { identity, name: 'probes', topics };
    const prober = new Prober(this, 'Prober', {
      ...rest,
      probes: this.#withHeartbeats(props),
      identity,
      homeRegion: Stack.of(this).region,
      table: this.table,
      deadLetterQueue: new DeadLetterQueue(this, 'DeadLetters', deadLetters),
    });
    this.function = prober.live;
    this.alarms = new ProberAlarms(this, 'Alarms', {
      identity,
      topics,
      groups: props.probes.groups,
    });
    this.alarms.node.addDependency(prober.schedules); // before the first run silence is no fault
    this.valuesParameter = `/${nameOf(identity, 'probes')}/values`;
    if (furtherRegions.length > 0) this.#tellFurtherRegions(props, furtherRegions);
    new DailyFigures(this, 'Daily', { ...rest, identity, topics, table: this.table });
  }

  #tellFurtherRegions(
    { identity, topics, probes }: ProbesProps,
    furtherRegions: readonly string[],
  ): void {
    const { values } = probesJson(withSchedules(probes), this);
    if (values.length > 0) {
      new StringParameter(this, 'Values', {
        parameterName: this.valuesParameter,
        description: 'What probers in further regions put into their probes.json.',
        stringValue: Stack.of(this).toJsonString(values),
      });
    }
    const { groups } = probes;
    for (const region of furtherRegions) {
      new ProberAlarms(this, `Alarms-${region}`, { identity, topics, groups, region });
    }
  }

  /** Where one is to beat, the prober tells where. */
  #withHeartbeats({ probes, ...props }: ProbesProps): StageProbes {
    if (!probes.config.targets.some(({ kind }) => kind === 'heartbeat')) return probes;
    const { place } = new HeartbeatsApi(this, 'Heartbeats', { ...props, table: this.table });
    return { ...probes, config: { ...probes.config, heartbeats: place } };
  }
}
