import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** Lets a function work on the items of a table. `ITable.grant` would let it query every index as well. */
export function grantItems(
  table: ITable,
  grantee: IGrantable,
  ...actions: readonly string[]
): Grant {
  return Grant.addToPrincipal({
    grantee,
    actions: actions.map((action) => `dynamodb:${action}`),
    resourceArns: [table.tableArn],
  });
}

/** Lets a function query these indexes of a table. */
export function grantIndexes(
  table: ITable,
  grantee: IGrantable,
  ...indexes: readonly string[]
): Grant {
  return Grant.addToPrincipal({
    grantee,
    actions: ['dynamodb:Query'],
    resourceArns: indexes.map((index) => `${table.tableArn}/index/${index}`),
  });
}
