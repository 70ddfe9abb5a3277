import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { atOnce } from '../../shared/at-once.ts';
import { packed, unpacked } from '../../shared/packed.ts';
import type { Alert, ServiceState } from '../alert.ts';
import { openedMsOf } from '../alert-id.ts';
import type { AlertQuery, AlertStore } from '../alert-store.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import type { Delivery } from '../delivery.ts';
import type { TimelineEvent } from '../timeline.ts';
import {
  ACTIVE,
  alertKey,
  belowAlert,
  CONFIG,
  DEAD,
  DELIVERY,
  deliveryKey,
  EVENT,
  eventKey,
  expiryOf,
  LOG,
  listKey,
  logKey,
  serviceKey,
} from './alert-items.ts';
import { AlertTable, type Item, type Write } from './alert-table.ts';
import { isActive } from './is-active.ts';
import { mergedEvents } from './merged-events.ts';
import { MOST_DEAD } from './most-dead.ts';
import { packState, storable, unpackState } from './packed-state.ts';

/** Writes of single events at a time. */
const EVENTS_AT_ONCE = 5;

/**
 * An item for each service, rewritten as one; its alert once more by its id, with deliveries and events below it; and lists of
 * keys: of all alerts, of those of a service, of what is active, of what was given up. What may grow is packed.
 */
export class DynamoAlertStore implements AlertStore {
  readonly #table: AlertTable;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#table = new AlertTable(client, tableName);
  }

  async readService(service: string): Promise<ServiceState> {
    const item = await this.#table.get(serviceKey(service));
    if (!item) return { service, version: 0, alarms: {} };
    return unpackState(item['state'] as Uint8Array, Number(item['version']));
  }

  saveService(
    given: ServiceState,
    expectedVersion: number,
    events: readonly TimelineEvent[],
  ): Promise<boolean> {
    const state = storable(given);
    const item = { ...serviceKey(state.service), state: packState(state) };
    const active = { pk: ACTIVE, sk: state.service };
    return this.#table.transact([
      this.#table.putVersionWrite(item, expectedVersion),
      isActive(state) ? this.#table.putWrite(active) : this.#table.deleteWrite(active),
      ...(state.alert ? this.#alertWrites(state.alert, expectedVersion + 1, events) : []),
    ]);
  }

  async activeServices(): Promise<readonly string[]> {
    return (await this.#items(ACTIVE)).map(({ sk }) => String(sk));
  }

  async findAlert(alertId: string): Promise<Alert | undefined> {
    const item = await this.#table.get(alertKey(alertId));
    return item && (unpacked(item['alert'] as Uint8Array) as Alert);
  }

  async listAlerts({ limit, service, before = '9' }: AlertQuery): Promise<readonly Alert[]> {
    const listed = this.#table.query({
      KeyConditionExpression: 'pk = :list AND sk < :before',
      ExpressionAttributeValues: { ':list': listKey(service), ':before': before },
      ScanIndexForward: false,
    });
    const ids: string[] = [];
    for await (const { alertId } of listed) {
      if (ids.length === limit) break;
      ids.push(String(alertId));
    }
    const alerts = await Promise.all(ids.map((id) => this.findAlert(id)));
    return alerts.filter((alert) => alert !== undefined);
  }

  async deliveriesOf(alertId: string): Promise<readonly Delivery[]> {
    return (await this.#items(belowAlert(alertId), DELIVERY)).map(deliveryOf);
  }

  async readDelivery(alertId: string, route: string): Promise<Delivery> {
    const item = await this.#table.get(deliveryKey(alertId, route));
    return item ? deliveryOf(item) : { alertId, route, version: 0, messages: 0 };
  }

  saveDelivery(delivery: Delivery, expectedVersion: number): Promise<boolean> {
    const { alertId, route } = delivery;
    const item = {
      ...deliveryKey(alertId, route),
      delivery: packed(delivery),
      ...expiryOf(alertId),
    };
    const dead = { pk: DEAD, sk: `${alertId}#${route}` };
    return this.#table.transact([
      this.#table.putVersionWrite(item, expectedVersion),
      delivery.pending?.isDead
        ? this.#table.putWrite({ ...dead, alertId, route, ...expiryOf(alertId) })
        : this.#table.deleteWrite(dead),
    ]);
  }

  async deadDeliveries(): Promise<readonly Delivery[]> {
    const listed = (await this.#items(DEAD))
      .map(({ alertId, route }) => ({ alertId: String(alertId), route: String(route) }))
      .sort((one, other) => openedMsOf(other.alertId) - openedMsOf(one.alertId))
      .slice(0, MOST_DEAD);
    const found = await Promise.all(
      listed.map(({ alertId, route }) => this.readDelivery(alertId, route)),
    );
    return found.filter(({ pending }) => pending?.isDead); // one may have been redriven meanwhile
  }

  async addEvents(alertId: string, events: readonly TimelineEvent[]): Promise<void> {
    await atOnce(EVENTS_AT_ONCE, events, (event) =>
      this.#table.putNew({ ...eventKey(alertId, event.key), event, ...expiryOf(alertId) }),
    );
  }

  async eventsOf(alertId: string): Promise<readonly TimelineEvent[]> {
    const pk = belowAlert(alertId);
    const [logs, single] = await Promise.all([this.#items(pk, LOG), this.#items(pk, EVENT)]);
    const logged = logs.flatMap(({ events }) => unpacked(events as Uint8Array) as TimelineEvent[]);
    return mergedEvents([...logged, ...single.map(({ event }) => event as TimelineEvent)]);
  }

  async publish(config: AlertsConfig): Promise<void> {
    await this.#table.put({ ...CONFIG, config: packed(config) });
  }

  async published(): Promise<AlertsConfig | undefined> {
    const item = await this.#table.get(CONFIG);
    return item && (unpacked(item['config'] as Uint8Array) as AlertsConfig);
  }

  #alertWrites(alert: Alert, version: number, events: readonly TimelineEvent[]): readonly Write[] {
    const { id, service, openedAt } = alert;
    const entry = { sk: `${openedAt}#${id}`, alertId: id, ...expiryOf(id) };
    return [
      this.#table.putWrite({ ...alertKey(id), alert: packed(alert), ...expiryOf(id) }),
      this.#table.putWrite({ pk: listKey(), ...entry }),
      this.#table.putWrite({ pk: listKey(service), ...entry }),
      ...(events.length === 0
        ? []
        : [
            this.#table.putWrite({
              ...logKey(id, version),
              events: packed(events),
              ...expiryOf(id),
            }),
          ]),
    ];
  }

  async #items(pk: string, prefix?: string): Promise<readonly Item[]> {
    const isBelow = prefix === undefined ? '' : ' AND begins_with(sk, :prefix)';
    const items: Item[] = [];
    const found = this.#table.query({
      KeyConditionExpression: `pk = :pk${isBelow}`,
      ExpressionAttributeValues: { ':pk': pk, ...(prefix !== undefined && { ':prefix': prefix }) },
    });
    for await (const item of found) items.push(item);
    return items;
  }
}

/** The item's version counts: it is what a write is checked against. */
function deliveryOf(item: Item): Delivery {
  const delivery = unpacked(item['delivery'] as Uint8Array) as Delivery;
  return { ...delivery, version: Number(item['version']) };
}
