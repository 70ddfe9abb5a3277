import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { grantItems } from '../table-grants.ts';

/** What `DynamoAlertStore` does. */
export function grantAlerts(table: ITable, grantee: IGrantable): void {
  grantItems(table, grantee, 'DeleteItem', 'GetItem', 'PutItem', 'Query');
}
