import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoAlertStore } from '../../../../functions/alerts/store/dynamo-alert-store.ts';
import { describeAlertStore } from '../../../support/alert-store-contract.ts';
import { at, memberAlarm, openAlert, serviceState } from '../../../support/alerts.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(18);

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

test('where their texts are foreign and as long as CloudWatch takes them, names and states of 500 alarms are kept', async () => {
  const store = new DynamoAlertStore(tables.client, tables.next());
  const alarms = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => {
      const name = `shop-prod-${letters(index, 245, 33, 90)}`;
      const sentence = letters(-index, 200, 0x4e00, 20_000);
      const reason = letters(index, 300, 0x4e00, 20_000);
      const runbook = `https://w/${letters(index + 999, 700, 33, 90)}`;
      const changedAt = at(index);
      return [name, memberAlarm({ name, sentence, reason, runbook, changedAt })];
    }),
  );
  expect(await store.saveService(serviceState(openAlert({ alarms })), 0, [])).toBe(true);
  const kept = await store.readService('storefront');
  expect(Object.keys(kept.alarms).sort()).toEqual(Object.keys(alarms).sort());
  expect(kept.alert?.alarms).toEqual(kept.alarms);
  const latest = Object.values(alarms).at(-1);
  expect(kept.alarms[latest?.name ?? '']).toEqual(latest);
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

function noise(seed: number, length: number): string {
  return letters(seed, length, 97, 26);
}

/** Letters without rhythm, the same ones for a seed. */
function letters(seed: number, length: number, first: number, count: number): string {
  let state = seed * 7_919 + 104_729;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(first + ((Math.abs(state) >> 8) % count));
  }).join('');
}
