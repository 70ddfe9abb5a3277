import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ReleasesEnvironment } from '../functions/releases/environment.ts';
import { BundledFunction } from './bundled-function.ts';
import { type Identity, nameOf } from './identity.ts';

export interface ReleasesProps {
  readonly identity: Identity;
}

/** The record of what was deployed into a stage and when, and the function that deployments write it through. */
export class Releases extends Construct {
  readonly table: ITable;

  /** What a `ReleaseMarker` in the service's stack calls. */
  readonly marker: IFunction;

  constructor(scope: Construct, id: string, props: ReleasesProps) {
    super(scope, id);
    const { identity } = props;
    const table = new Table(this, 'Table', {
      tableName: nameOf(identity, 'releases'),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const environment: ReleasesEnvironment = { TABLE_NAME: table.tableName };
    const marker = new BundledFunction(this, 'Marker', {
      identity,
      name: 'releases-marker',
      bundle: 'releases/marker-handler',
      description: 'Records the start and the end of each deployment of the service.',
      timeout: Duration.seconds(30),
      environment: { ...environment },
    });
    table.grant(marker, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem');
    this.table = table as ITable; // CDK types `tableStreamArn` of the class less strictly than of its own interface
    this.marker = marker;
  }
}
