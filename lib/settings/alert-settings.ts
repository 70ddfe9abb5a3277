import type { RouteHours } from '../../functions/alerts/alerts-config.ts';
import type { Severity } from '../../functions/alerts/severity.ts';
import type { DurationText } from './duration-text.ts';
import type { OneKind } from './one-kind.ts';

/** Whom alerts are told, how soon, and what belongs together. */
export interface AlertsSettings {
  /**
   * Where alerts go besides the e-mail of `severities`: at most 20.
   * @default []
   */
  readonly routes?: readonly AlertRouteSettings[];

  /**
   * The first message waits so long for further alarms of the service, to be one: whole seconds, from `0s` to `15m`.
   * @default '10s'
   */
  readonly wait?: DurationText;

  /**
   * Between two messages about one open alert to one route, unless it gets more severe: whole seconds, from `1m` to `24h`.
   * @default '5m'
   */
  readonly interval?: DurationText;

  /**
   * So long no alarm of a service may fire before people hear that it is over: whole seconds, from `0s` to `1h`.
   * @default '1m'
   */
  readonly settle?: DurationText;

  /**
   * Which services each service needs: while one of those has an open alert, nobody is told of its own.
   * @default {}
   */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;

  /**
   * Where your runbooks stand, e.g. `https://wiki.example.com/runbooks`: an alarm's is the page below it that is named as the
   * alarm after project and stage. At most 300 characters.
   * @default - Afterprod's own page of alarms
   */
  readonly runbooks?: string;

  /**
   * The team that mends what alarms say, for alarms that name no other: 1 to 60 characters.
   * @default - none is named
   */
  readonly owner?: string;
}

/** One place that alerts go to, and which of them. It has exactly one channel. */
export type AlertRouteSettings = RouteMatchSettings & OneKind<ChannelSettings>;

export interface RouteMatchSettings {
  /** Lower case letters, digits, hyphens; at most 30; not `email-…`. Its secret is named by it. */
  readonly name: string;
  /** @default - all of them */
  readonly severities?: readonly Severity[];
  /** @default - all of them */
  readonly services?: readonly string[];
  /**
   * When it wants to hear of alerts: one that is open then is told. What was told is resolved at any time.
   * @default - always
   */
  readonly hours?: RouteHours;
}

/** Addresses and keys that are secret are no settings: `afterprod alerts connect <route>` puts them in place. */
export type ChannelSettings =
  | { readonly webhook: WebhookSettings }
  | { readonly slack: NothingToSet }
  | { readonly teams: NothingToSet }
  | { readonly pagerDuty: PagerDutySettings };

/** `{}`: all that it needs is secret. */
export type NothingToSet = Readonly<Record<never, never>>;

export interface WebhookSettings {
  /**
   * A public address, https. It is told as Standard Webhooks says, signed.
   * @default - secret: by `afterprod alerts connect`
   */
  readonly url?: string;
  /**
   * The key changes by itself after so many days, from `1d` to `365d`; each is good for that time again after it was changed.
   * @default - when somebody runs `afterprod alerts rotate`
   */
  readonly rotateEvery?: `${number}d`;
}

export interface PagerDutySettings {
  /**
   * Where your PagerDuty account lives.
   * @default 'us'
   */
  readonly region?: 'us' | 'eu';
}
