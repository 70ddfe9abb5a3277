import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ITable,
  type StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

export interface RetainedTableProps {
  readonly tableName: string;

  /** @default - no stream */
  readonly stream?: StreamViewType;

  /** Attribute with the epoch second after which an item may go. @default - items stay */
  readonly timeToLiveAttribute?: string;

  /**
   * Indexes over all attributes.
   * @default [] - none
   */
  readonly indexes?: readonly TableIndex[];
}

export interface TableIndex {
  readonly name: string;
  /** An item without it, or without `sortKey`, is not in the index. */
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** A table that outlives its stack, with `pk` and `sk`, and with a backup of every moment of the last 35 days. */
export function retainedTable(scope: Construct, id: string, props: RetainedTableProps): ITable {
  const { indexes = [], ...options } = props;
  const table = new Table(scope, id, {
    ...options,
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    // Not RETAIN_ON_UPDATE_OR_DELETE: what is protected cannot go with a first deployment that fails, which would then
    // fail to roll back, too.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const { name, partitionKey, sortKey } of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
    });
  }
  return table as ITable; // CDK types `tableStreamArn` of the class less strictly than of its own interface
}
