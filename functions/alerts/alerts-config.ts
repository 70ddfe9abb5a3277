import type { Severity } from './severity.ts';

/** What the router and its deliverer are told at synth: `alerts.json` beside their code. */
export interface AlertsConfig {
  readonly routes: readonly Route[];
  /** The first message waits so long for further alarms of the service. */
  readonly waitSeconds: number;
  /** Between two messages about one open alert to one route, unless its severity rises. */
  readonly intervalSeconds: number;
  /** So long no alarm may fire before it is over. */
  readonly settleSeconds: number;
  /** Which services each service needs: its alerts are held back while theirs are open. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

export type Route = RouteMatch & Channel & { readonly name: string };

/** What a route wants to hear of. */
export interface RouteMatch {
  readonly severities: readonly Severity[];
  /** @default - of all services */
  readonly services?: readonly string[];
  /** @default - at any time */
  readonly hours?: RouteHours;
}

/** An alert is told where one of its open times lies within; what was told is always resolved. */
export interface RouteHours {
  /** @default - each day */
  readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  /** `08:00`; `to` may be earlier than `from`: past midnight; or `24:00`. They are never the same. */
  readonly from: string;
  readonly to: string;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * Where it goes. `secretId`: name of the secret of Secrets Manager, JSON: `{ "url", "key" }` of a webhook (`key` as
 * Standard Webhooks writes it, `whsec_…`), `{ "url" }` of Slack and Teams, `{ "routingKey" }` of PagerDuty. An empty
 * value: not connected yet, which is known and no failure.
 */
export type Channel =
  | { readonly channel: 'sns'; readonly topicArn: string }
  | { readonly channel: 'pagerduty'; readonly secretId: string; readonly region: 'us' | 'eu' }
  | { readonly channel: 'slack' | 'teams'; readonly secretId: string }
  | {
      readonly channel: 'webhook';
      readonly secretId: string;
      /** @default - stands in the secret */
      readonly url?: string;
    };
