import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { CONTACT, partitionOf } from '../store/feedback-items.ts';

/** Feedback whose reporter has begun or ceased to want to be a beta tester, and how toggles know them. */
export interface BetaChange {
  readonly id: string;
  readonly targetingKey: string;
}

type Image = Readonly<Record<string, AttributeValue>>;

/** What a record of feedback's stream says of it. Nearly all say nothing: our own notes in the contact among them. */
export function betaChangeOf({ dynamodb = {} }: DynamoDBRecord): BetaChange | undefined {
  const { Keys: { pk, sk } = {}, OldImage = {}, NewImage = {} } = dynamodb;
  const targetingKey = betaOf(OldImage)['targetingKey']?.S;
  if (sk?.S !== CONTACT || targetingKey === undefined) return undefined;
  const [before, after] = [wishOf(OldImage), wishOf(NewImage)];
  if (before === after) return undefined;
  return { id: (pk?.S ?? '').slice(partitionOf('').length), targetingKey };
}

/** What is wanted, once more in each turn; undefined where nothing is, or not by somebody who has shown to be meant. */
function wishOf(image: Image): string | undefined {
  const { wish, turn } = betaOf(image);
  return wish?.S === 'in' && image['confirmedAt'] !== undefined ? turn?.N : undefined;
}

function betaOf(image: Image): Image {
  return image['beta']?.M ?? {};
}
