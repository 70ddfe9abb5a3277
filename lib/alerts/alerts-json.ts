import type { AlertsConfig, Channel, Route } from '../../functions/alerts/alerts-config.ts';
import { SEVERITIES, type Severity } from '../../functions/alerts/severity.ts';
import { type Identity, nameOf } from '../identity.ts';
import type { AlertRouteSettings, AlertsSettings } from '../settings/alert-settings.ts';
import { type DurationText, durationOf } from '../settings/duration-text.ts';

/** The `alerts.json` beside the functions' code, which `functions/alerts/read-alerts-json.ts` reads. */
export function alertsJson(settings: AlertsSettings, identity: Identity): string {
  const { routes = [], wait = '10s', interval = '5m', settle = '1m', dependsOn = {} } = settings;
  return JSON.stringify({
    routes: [...SEVERITIES.map(emailRoute), ...routes.map((route) => routeOf(route, identity))],
    waitSeconds: secondsOf(wait),
    intervalSeconds: secondsOf(interval),
    settleSeconds: secondsOf(settle),
    dependencies: dependsOn,
  } satisfies AlertsConfig);
}

/** The secret of a route: its address, and what it is signed with. */
export function secretNameOf(route: string, identity: Identity): string {
  return nameOf(identity, 'alerts', route);
}

/** Who subscribes to a severity by e-mail hears of alerts, not of alarms. The topic's ARN is known at deployment. */
function emailRoute(severity: Severity): Route {
  return {
    name: `email-${severity}`,
    severities: [severity],
    channel: 'sns',
    topicArn: severity,
  };
}

function routeOf(settings: AlertRouteSettings, identity: Identity): Route {
  const { name, severities = SEVERITIES, services, hours } = settings;
  return {
    name,
    severities,
    ...(services && { services }),
    ...(hours && { hours }),
    ...channelOf(settings, secretNameOf(name, identity)),
  };
}

function channelOf(settings: AlertRouteSettings, secretId: string): Channel {
  const { webhook, pagerDuty, slack } = settings;
  if (webhook) {
    return { channel: 'webhook', secretId, ...(webhook.url !== undefined && { url: webhook.url }) };
  }
  if (pagerDuty) return { channel: 'pagerduty', secretId, region: pagerDuty.region ?? 'us' };
  return { channel: slack ? 'slack' : 'teams', secretId };
}

function secondsOf(text: DurationText): number {
  return durationOf(text).toSeconds();
}
