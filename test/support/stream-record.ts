import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Item = Readonly<Record<string, unknown>>;

/** What a table's stream tells of one change of an item, with both images. */
export function streamRecord(
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  { before, after }: { readonly before?: Item; readonly after?: Item },
): DynamoDBRecord {
  const { pk, sk } = { ...before, ...after };
  return {
    eventID: `${String(pk)} ${String(sk)}`,
    eventName,
    dynamodb: {
      SequenceNumber: `${String(pk)} ${String(sk)}`,
      Keys: typed({ pk, sk }),
      ...(before && { OldImage: typed(before) }),
      ...(after && { NewImage: typed(after) }),
    },
  };
}

function typed(item: Item) {
  return marshall(item, { removeUndefinedValues: true }) as NonNullable<
    NonNullable<DynamoDBRecord['dynamodb']>['Keys']
  >;
}
