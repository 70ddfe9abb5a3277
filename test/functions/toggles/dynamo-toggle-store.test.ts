import { DynamoToggleStore } from '../../../functions/toggles/dynamo-toggle-store.ts';
import { oneTableEach } from '../../support/one-table-each.ts';
import { describeToggleStore } from '../../support/toggle-store-contract.ts';

const tables = oneTableEach(10);
const now = () => Date.parse('2026-11-23T09:00Z');

describeToggleStore('DynamoDB', () => new DynamoToggleStore(tables.client, tables.next(), now));
