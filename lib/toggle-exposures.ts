import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';
import { retainedTable } from './retained-table.ts';

export interface ToggleExposuresProps {
  readonly identity: Identity;
}

/**
 * How often each variant was served, by release and hour, for 90 days. A table of its own: counting must not slow down
 * a kill, and who reads toggles needs no right to write them.
 */
export class ToggleExposures extends Construct {
  readonly table: ITable;

  constructor(scope: Construct, id: string, { identity }: ToggleExposuresProps) {
    super(scope, id);
    this.table = retainedTable(this, 'Table', {
      tableName: nameOf(identity, 'toggles-exposures'),
      timeToLiveAttribute: 'expiresAtEpochSeconds',
    });
  }
}
