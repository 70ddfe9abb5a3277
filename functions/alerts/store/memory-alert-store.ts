import type { Alert, ServiceState } from '../alert.ts';
import { openedMsOf } from '../alert-id.ts';
import type { AlertQuery, AlertStore } from '../alert-store.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import type { Delivery } from '../delivery.ts';
import type { TimelineEvent } from '../timeline.ts';
import { isActive } from './is-active.ts';
import { mergedEvents } from './merged-events.ts';
import { MOST_DEAD } from './most-dead.ts';

/** Alerts for tests and demos: gone with the process. */
export class MemoryAlertStore implements AlertStore {
  readonly #services = new Map<string, ServiceState>();
  readonly #alerts = new Map<string, Alert>();
  readonly #deliveries = new Map<string, Delivery>();
  readonly #events = new Map<string, readonly TimelineEvent[]>();
  #config: AlertsConfig | undefined;

  async readService(service: string): Promise<ServiceState> {
    return this.#services.get(service) ?? { service, version: 0, alarms: {} };
  }

  async saveService(
    state: ServiceState,
    expectedVersion: number,
    events: readonly TimelineEvent[],
  ): Promise<boolean> {
    const { service, alert } = state;
    if ((this.#services.get(service)?.version ?? 0) !== expectedVersion) return false;
    this.#services.set(service, { ...state, version: expectedVersion + 1 });
    if (alert) {
      this.#alerts.set(alert.id, alert);
      this.#append(alert.id, events);
    }
    return true;
  }

  async activeServices(): Promise<readonly string[]> {
    return [...this.#services.values()].filter(isActive).map(({ service }) => service);
  }

  async findAlert(alertId: string): Promise<Alert | undefined> {
    return this.#alerts.get(alertId);
  }

  async listAlerts({ limit, service, before }: AlertQuery): Promise<readonly Alert[]> {
    return [...this.#alerts.values()]
      .filter((alert) => service === undefined || alert.service === service)
      .filter(({ openedAt }) => before === undefined || openedAt < before)
      .sort((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt))
      .slice(0, limit);
  }

  async deliveriesOf(alertId: string): Promise<readonly Delivery[]> {
    return [...this.#deliveries.values()].filter((delivery) => delivery.alertId === alertId);
  }

  async readDelivery(alertId: string, route: string): Promise<Delivery> {
    const known = this.#deliveries.get(keyOf(alertId, route));
    return known ?? { alertId, route, version: 0, messages: 0 };
  }

  async saveDelivery(delivery: Delivery, expectedVersion: number): Promise<boolean> {
    const key = keyOf(delivery.alertId, delivery.route);
    if ((this.#deliveries.get(key)?.version ?? 0) !== expectedVersion) return false;
    this.#deliveries.set(key, { ...delivery, version: expectedVersion + 1 });
    return true;
  }

  async deadDeliveries(): Promise<readonly Delivery[]> {
    return [...this.#deliveries.values()]
      .filter(({ pending }) => pending?.isDead === true)
      .sort((one, other) => openedMsOf(other.alertId) - openedMsOf(one.alertId))
      .slice(0, MOST_DEAD);
  }

  async addEvents(alertId: string, events: readonly TimelineEvent[]): Promise<void> {
    this.#append(alertId, events);
  }

  async eventsOf(alertId: string): Promise<readonly TimelineEvent[]> {
    return this.#events.get(alertId) ?? [];
  }

  async publish(config: AlertsConfig): Promise<void> {
    this.#config = config;
  }

  async published(): Promise<AlertsConfig | undefined> {
    return this.#config;
  }

  #append(alertId: string, events: readonly TimelineEvent[]): void {
    this.#events.set(alertId, mergedEvents([...(this.#events.get(alertId) ?? []), ...events]));
  }
}

function keyOf(alertId: string, route: string): string {
  return `${alertId} ${route}`;
}
