import { DynamoRolloutStore } from '../../../../functions/toggles/rollouts/dynamo-rollout-store.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { describeRolloutStore } from '../../../support/rollout-store-contract.ts';

const tables = oneTableEach(11);

describeRolloutStore('DynamoDB', () => new DynamoRolloutStore(tables.client, tables.next()));
