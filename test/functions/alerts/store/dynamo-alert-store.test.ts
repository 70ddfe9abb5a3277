import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoAlertStore } from '../../../../functions/alerts/store/dynamo-alert-store.ts';
import { describeAlertStore } from '../../../support/alert-store-contract.ts';
import { at, memberAlarm, openAlert, serviceState } from '../../../support/alerts.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(17);

describeAlertStore('DynamoDB', () => new DynamoAlertStore(tables.client, tables.next()));

test('500 alarms of one service, their texts as long as they may be and hard to pack, are kept', async () => {
  const store = new DynamoAlertStore(tables.client, tables.next());
  const alarms = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => {
      const name = `shop-prod-${noise(index, 80)}`;
      return [name, memberAlarm({ name, sentence: noise(-index, 200), reason: noise(index, 300) })];
    }),
  );
  const state = serviceState(openAlert({ alarms }));
  const events = Object.keys(alarms).map((key) => ({
    at: at(0),
    kind: 'alarm' as const,
    key,
    text: noise(key.length, 200),
  }));
  expect(await store.saveService(state, 0, events)).toBe(true);
  expect(await store.readService('storefront')).toEqual({ ...state, version: 1 });
  expect(await store.eventsOf(openAlert().id)).toHaveLength(500);
});

test('all of an alert goes 400 days after it opened; what decides about the service stays', async () => {
  const table = tables.next();
  const store = new DynamoAlertStore(tables.client, table);
  const { id: alertId } = openAlert();
  const event = { at: at(0), kind: 'note', key: 'n', text: 'on it' } as const;
  await store.saveService(serviceState(), 0, [event]);
  await store.addEvents(alertId, [{ ...event, key: 'm' }]);
  await store.saveDelivery({ alertId, route: 'hook', version: 0, messages: 0 }, 0);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
  const lasting = Items.filter(({ expiresAtEpochSeconds: expiry }) => expiry === undefined);
  expect(lasting.map(({ pk }) => pk).sort()).toEqual(['ACTIVE', 'SERVICE#storefront']);
  const expiries = Items.flatMap(({ expiresAtEpochSeconds: expiry }) => expiry ?? []);
  expect(new Set(expiries)).toEqual(new Set([Date.parse('2027-12-28T09:00Z') / 1000]));
  expect(expiries).toHaveLength(6);
});

/** Letters without rhythm, the same ones for a seed. */
function noise(seed: number, length: number): string {
  let state = seed * 7_919 + 104_729;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(97 + ((Math.abs(state) >> 8) % 26));
  }).join('');
}
