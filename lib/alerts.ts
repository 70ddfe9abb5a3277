import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { AlertDeliverer, type Surroundings } from './alerts/alert-deliverer.ts';
import { AlertRouter } from './alerts/alert-router.ts';
import { AlertSweeper } from './alerts/alert-sweeper.ts';
import type { AlertTransitions } from './alerts/alert-transitions.ts';
import { alertsJson } from './alerts/alerts-json.ts';
import { RouteSecrets } from './alerts/route-secrets.ts';
import { type Identity, nameOf } from './identity.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import { retainedTable } from './retained-table.ts';
import type { AlertsSettings } from './settings/alert-settings.ts';
import type { Topics } from './topics.ts';

export interface AlertsProps extends Surroundings {
  readonly identity: Identity;

  /** Where e-mail subscribes; told directly when alerts themselves do not work. */
  readonly topics: Topics;

  /** What alarms do, from before the rest was deployed. */
  readonly transitions: AlertTransitions;

  /** @default - e-mail alone */
  readonly settings?: AlertsSettings;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<
    ReservedConcurrency,
    'alerts-deliverer' | 'alerts-rotate' | 'alerts-router' | 'alerts-sweeper'
  >;
}

/** What people are told of alarms: one alert a service, on every route that wants it, until it is over. */
export class Alerts extends Construct {
  readonly table: ITable;

  constructor(scope: Construct, id: string, props: AlertsProps) {
    super(scope, id);
    const { identity, transitions, settings = {}, releasesTable, togglesTable } = props;
    this.table = retainedTable(this, 'Table', {
      tableName: nameOf(identity, 'alerts'),
      timeToLiveAttribute: 'expiresAtEpochSeconds',
    });
    const config = alertsJson(settings, identity);
    const common = { ...props, table: this.table, config };
    const secrets = new RouteSecrets(this, 'Routes', { ...common, routes: settings.routes ?? [] });
    const surroundings = { releasesTable, togglesTable, feedbackTable: props.feedbackTable };
    const { queue: deliveries } = new AlertDeliverer(this, 'Deliverer', {
      ...common,
      surroundings,
      secrets,
    });
    new AlertRouter(this, 'Router', { ...common, transitions, deliveries });
    new AlertSweeper(this, 'Sweeper', { ...common, deliveries });
  }
}
