import { Duration } from 'aws-cdk-lib';
import { type ITable, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ReleasesEnvironment } from '../functions/releases/environment.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { type Identity, nameOf } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import { retainedTable } from './retained-table.ts';
import type { Topics } from './topics.ts';

export interface ReleasesProps {
  readonly identity: Identity;

  /** Told on `ticket` when CloudFormation got no answer from the marker. */
  readonly topics: Topics;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'releases-marker'>;
}

/** The record of what was deployed into a stage and when, and the function that deployments write it through. */
export class Releases extends Construct {
  readonly table: ITable;

  /** What a `ReleaseMarker` in the service's stack calls. */
  readonly marker: IFunction;

  constructor(scope: Construct, id: string, props: ReleasesProps) {
    super(scope, id);
    const { identity, topics, reservedConcurrency } = props;
    this.table = retainedTable(this, 'Table', {
      tableName: nameOf(identity, 'releases'),
      stream: StreamViewType.NEW_IMAGE, // others hear of what goes live, and of what is taken back
    });
    const environment: ReleasesEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: this.table.tableName,
    };
    const marker = new BundledFunction(this, 'Marker', {
      identity,
      name: 'releases-marker',
      bundle: 'releases/marker-handler',
      description: 'Records the start and the end of each deployment of the service.',
      timeout: Duration.seconds(30),
      ...reservationOf('releases-marker', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue: new DeadLetterQueue(this, 'MarkerDeadLetters', {
        identity,
        name: 'releases-marker',
        topics,
      }),
    });
    this.table.grant(marker, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem');
    this.marker = marker;
  }
}
