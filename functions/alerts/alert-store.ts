import type { Alert, ServiceState } from './alert.ts';
import type { AlertsConfig } from './alerts-config.ts';
import type { Delivery } from './delivery.ts';
import type { TimelineEvent } from './timeline.ts';

export interface AlertQuery {
  /** At most so many, the newest first. */
  readonly limit: number;
  /** @default - of all services */
  readonly service?: string;
  /** Only those opened before this: the next page. ISO 8601. @default - from the newest */
  readonly before?: string;
}

/** Where alerts are kept. Every adapter passes `describeAlertStore` in test/support. */
export interface AlertStore {
  /** A service without a record has version 0 and no alarms. */
  readService(service: string): Promise<ServiceState>;

  /**
   * Keeps a state, its alert and the events of that alert, all or nothing. False, with nothing kept, when another writer was
   * first.
   *
   * @param expectedVersion - that of the state that was read; what is kept has the next one
   */
  saveService(
    state: ServiceState,
    expectedVersion: number,
    events: readonly TimelineEvent[],
  ): Promise<boolean>;

  /** Every service with an alarm that fires or an alert that is not told everywhere to its end: what a sweep looks at. */
  activeServices(): Promise<readonly string[]>;

  findAlert(alertId: string): Promise<Alert | undefined>;
  listAlerts(query: AlertQuery): Promise<readonly Alert[]>;

  deliveriesOf(alertId: string): Promise<readonly Delivery[]>;
  /** One that was never saved has version 0 and no messages. */
  readDelivery(alertId: string, route: string): Promise<Delivery>;
  /** As `saveService`: what is kept has the version after the expected one. */
  saveDelivery(delivery: Delivery, expectedVersion: number): Promise<boolean>;
  /** Those with a dead message, the newest alerts first; at most 1,000. */
  deadDeliveries(): Promise<readonly Delivery[]>;

  /** An event that is there already stays as it is. */
  addEvents(alertId: string, events: readonly TimelineEvent[]): Promise<void>;
  /** In the order of time. */
  eventsOf(alertId: string): Promise<readonly TimelineEvent[]>;

  /** For those who are not the router: its routes. The sweeper writes them when they have changed. */
  publish(config: AlertsConfig): Promise<void>;
  /** Undefined before the first sweep. */
  published(): Promise<AlertsConfig | undefined>;
}
