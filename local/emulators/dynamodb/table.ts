import { AwsError } from '../../aws-error.ts';

/** A table as it is kept: what DescribeTable shows, and what stands beside it in DynamoDB's API. */
export interface Table {
  readonly description: TableDescription;
  /** Name of the attribute that holds when an item expires. */
  readonly timeToLiveAttribute?: string;
  readonly pointInTimeRecovery: boolean;
}

export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  /** In epoch seconds, as on the wire. */
  readonly CreationDateTime: number;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeyElement[];
  readonly BillingModeSummary?: { readonly BillingMode: 'PAY_PER_REQUEST' };
  readonly ProvisionedThroughput: { ReadCapacityUnits: number; WriteCapacityUnits: number };
  readonly GlobalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly LocalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly StreamSpecification?: { StreamEnabled: true; StreamViewType: StreamViewType };
  readonly LatestStreamArn?: string;
  readonly LatestStreamLabel?: string;
  readonly DeletionProtectionEnabled: boolean;
}

interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: 'S' | 'N' | 'B';
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface SecondaryIndex {
  readonly IndexName: string;
  readonly IndexArn: string;
  readonly IndexStatus?: 'ACTIVE';
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly ProvisionedThroughput?: object;
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** DynamoDB names the table in control operations only. */
export function tableNotFound(tableName?: string): AwsError {
  const named = tableName === undefined ? '' : `: Table: ${tableName} not found`;
  return new AwsError('ResourceNotFoundException', `Requested resource not found${named}`);
}
