import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type Identity, nameOf } from '../identity.ts';
import { retainedTable } from '../retained-table.ts';

/** What the probers of a stage remember: results of a day, figures of 90, leases, beats. */
export function probesTable(scope: Construct, id: string, identity: Identity): ITable {
  return retainedTable(scope, id, {
    tableName: nameOf(identity, 'probes'),
    timeToLiveAttribute: 'expiresAtEpochSeconds',
  });
}
