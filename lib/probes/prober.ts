import { Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, type IFunction, type IVersion } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProberEnvironment } from '../../functions/probes/run/environment.ts';
import type { DeployedValues } from '../../functions/probes/run/known-values.ts';
import { BundledFunction } from '../bundled-function.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { mayCall } from './may-call.ts';
import { mayReadSecrets } from './may-read-secrets.ts';
import { ProbeSchedules } from './probe-schedules.ts';
import { type Network, ProberNetwork } from './prober-network.ts';
import { probesJson } from './probes-json.ts';
import type { StageProbes } from './targets-of-settings.ts';
import { withSchedules } from './with-schedules.ts';

export interface ProberProps {
  readonly identity: Identity;

  readonly probes: StageProbes;

  /** Of the stage, which may be another region than the prober's: its tables and metrics are there. */
  readonly homeRegion: string;

  /** The probes' table. */
  readonly table: ITable;

  /** `Releases.table` of the stage: results name the release that they judge. */
  readonly releasesTable: ITable;

  /**
   * Name of the parameter in the home region that holds what is known at deployment there.
   * @default - none: it is known here, too
   */
  readonly valuesParameter?: string;

  /** Keeps ticks that nobody worked on. */
  readonly deadLetterQueue: IQueue;

  /** Ranges outside the public internet that may be probed, e.g. `10.0.3.0/24`. @default - none */
  readonly allowPrivate?: readonly string[];

  /** Subnets from which private targets are reached. @default - none: it runs outside of any VPC */
  readonly network?: Network;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'probes'>;
}

/** One vCPU: with less the prober would measure itself. */
const MEMORY_MB = 1_769;

/** A run is over before the next one of its group begins. */
const TIMEOUT = Duration.seconds(58);

/** A tick that was not worked on within a minute is the next one's. */
const ASYNCHRONOUS = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };

/** The function that probes from one region, and the schedules that tell it when. */
export class Prober extends Construct {
  /** What the schedules invoke: an alias, so that code, targets and values change in one step. */
  readonly live: IFunction;
  readonly schedules: ProbeSchedules;

  constructor(scope: Construct, id: string, props: ProberProps) {
    super(scope, id);
    const prober = this.#function(props);
    this.#grant(prober, props);
    if (props.network) {
      new ProberNetwork(this, 'Network', { function: prober, network: props.network });
    }
    // CDK types optional members of its classes less strictly than of its interfaces.
    const version = prober.currentVersion as IVersion;
    this.live = new Alias(this, 'Live', {
      aliasName: 'live',
      version,
      ...ASYNCHRONOUS,
    }) as IFunction;
    const { identity, probes, deadLetterQueue } = props;
    this.schedules = new ProbeSchedules(this, 'Schedules', {
      identity,
      groups: probes.groups,
      prober: this.live,
      deadLetterQueue,
    });
  }

  #function(props: ProberProps): BundledFunction {
    const { identity, probes, table, releasesTable, allowPrivate = [], deadLetterQueue } = props;
    const { text, values } = probesJson(withSchedules(probes), this);
    const environment: ProberEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      HOME_REGION: props.homeRegion,
      TABLE_NAME: table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      PROBE_VALUES: Stack.of(this).toJsonString(this.#deployed(values, props)),
      ALLOW_PRIVATE: allowPrivate.join(','),
    };
    return new BundledFunction(this, 'Function', {
      identity,
      name: 'probes',
      bundle: 'probes/run-handler',
      files: { 'probes.json': text },
      description: 'Probes what is due and publishes what it saw.',
      timeout: TIMEOUT,
      memorySize: MEMORY_MB,
      ...reservationOf('probes', props.reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
    });
  }

  /** References do not cross regions. */
  #deployed(values: readonly string[], { valuesParameter }: ProberProps): DeployedValues {
    const parameter = values.length > 0 ? valuesParameter : undefined;
    return parameter === undefined ? values : { parameter };
  }

  #grant(prober: BundledFunction, { probes, table, releasesTable, homeRegion }: ProberProps): void {
    grantItems(table, prober, 'GetItem', 'PutItem', 'Query', 'UpdateItem');
    grantItems(releasesTable, prober, 'GetItem');
    const { secrets, permissions } = probes;
    if (!prober.role) throw new Error(`${prober.node.path} has no role`);
    if (secrets.length > 0) {
      mayReadSecrets(this, 'MayReadSecrets', secrets, homeRegion).attachToRole(prober.role);
    }
    if (permissions.length > 0) {
      mayCall(this, 'MayCall', permissions).attachToRole(prober.role);
    }
  }
}
