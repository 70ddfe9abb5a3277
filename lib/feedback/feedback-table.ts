import { type ITable, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { FeedbackIndex } from '../../functions/feedback/store/feedback-items.ts';
import { type Identity, nameOf } from '../identity.ts';
import { retainedTable } from '../retained-table.ts';

const INDEXES: readonly FeedbackIndex[] = ['byStatus', 'byRelease'];

/** All that is kept of feedback, found by id, by status and by release. What happens to it passes through its stream. */
export function feedbackTable(scope: Construct, id: string, identity: Identity): ITable {
  return retainedTable(scope, id, {
    tableName: nameOf(identity, 'feedback'),
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAtEpochSeconds',
    indexes: INDEXES.map((name) => ({ name, partitionKey: name, sortKey: 'byTime' })),
  });
}
