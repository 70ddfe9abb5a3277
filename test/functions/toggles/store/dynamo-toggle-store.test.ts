import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { describeToggleHistory } from '../../../support/toggle-history-contract.ts';
import { describeToggleStore } from '../../../support/toggle-store-contract.ts';

const tables = oneTableEach(40);
const now = () => Date.parse('2026-11-23T09:00Z');
const createStore = () => new DynamoToggleStore(tables.client, tables.next(), now);

describeToggleStore('DynamoDB', createStore);
describeToggleHistory('DynamoDB', createStore);
