import { DynamoChallengeStore } from '../../../../functions/feedback/challenge/dynamo-challenge-store.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { dynamoIntake } from '../../../../functions/feedback/store/dynamo-intake.ts';
import { describeChallengeStore } from '../../../support/challenge-store-contract.ts';
import { describeFeedbackIntake } from '../../../support/feedback-intake-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(15, ['byStatus', 'byRelease'], 'byTime');

describeChallengeStore('DynamoDB', () => new DynamoChallengeStore(tables.client, tables.next()));
describeFeedbackIntake('DynamoDB', (now) => {
  const name = tables.next();
  const store = new DynamoFeedbackStore(tables.client, name, now);
  return { store, intake: dynamoIntake(tables.client, name, now) };
});
