import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { lastKnown } from '../last-known.ts';
import { shippedKey } from '../store/feedback-items.ts';

/** How many pieces of feedback a release has shipped, and nobody found broken; undefined where nobody knows. */
export type CountFixed = (release: string) => Promise<number | undefined>;

export interface FixedCountsProps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: NowMs;
  readonly onFailure: (error: unknown) => void;
}

/** Anybody may ask, as often as they like: each release is counted every ten seconds at most. */
export function fixedCounts(props: FixedCountsProps): CountFixed {
  const counts = new Map<string, () => Promise<number | undefined>>();
  return (release) => {
    const count =
      counts.get(release) ?? lastKnown(() => read(release, props), props.now, props.onFailure);
    counts.set(release, count);
    return count();
  };
}

/** A page holds ten thousand: more than a release ever ships. */
async function read(release: string, { client, tableName, now }: FixedCountsProps) {
  const query = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: 'pk = :release',
    FilterExpression: 'expiresAtEpochSeconds > :now',
    ExpressionAttributeValues: {
      ':release': shippedKey(release, '').pk,
      ':now': Math.floor(now() / 1000),
    },
    Select: 'COUNT',
  });
  return (await client.send(query)).Count;
}
