import type { AlertsConfig } from '../../../functions/alerts/alerts-config.ts';
import { readAlertsJson } from '../../../functions/alerts/read-alerts-json.ts';
import { alertsJson } from '../../../lib/alerts/alerts-json.ts';
import type { AlertsSettings } from '../../../lib/settings/alert-settings.ts';

const TOPICS = { page: 'arn:page', ticket: 'arn:ticket', info: 'arn:info' };

function configOf(settings: AlertsSettings): AlertsConfig {
  return readAlertsJson(alertsJson(settings, { project: 'shop', stage: 'prod' }), TOPICS);
}

const routeNamed = (config: AlertsConfig, name: string) =>
  config.routes.find((route) => route.name === name);

test('without settings each severity has its e-mail, and times that suit most', () => {
  expect(configOf({})).toEqual({
    routes: [
      { name: 'email-page', severities: ['page'], channel: 'sns', topicArn: 'arn:page' },
      { name: 'email-ticket', severities: ['ticket'], channel: 'sns', topicArn: 'arn:ticket' },
      { name: 'email-info', severities: ['info'], channel: 'sns', topicArn: 'arn:info' },
    ],
    waitSeconds: 10,
    intervalSeconds: 300,
    settleSeconds: 60,
    dependencies: {},
  });
});

test('times are in seconds, and dependencies as they are', () => {
  const times = {
    wait: '0s',
    interval: '1h',
    settle: '2m',
    dependsOn: { shop: ['bank'] },
  } as const;
  expect(configOf(times)).toMatchObject({
    waitSeconds: 0,
    intervalSeconds: 3_600,
    settleSeconds: 120,
    dependencies: { shop: ['bank'] },
  });
});

test('a route is told of everything unless it says otherwise', () => {
  const config = configOf({ routes: [{ name: 'chat', slack: {} }] });
  expect(routeNamed(config, 'chat')).toEqual({
    name: 'chat',
    severities: ['page', 'ticket', 'info'],
    channel: 'slack',
    secretId: 'shop-prod-alerts-chat',
  });
});

test('what a route wants to hear of is passed on', () => {
  const hours = { days: ['mon'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' } as const;
  const wanted = { severities: ['page'], services: ['shop'], hours } as const;
  const config = configOf({ routes: [{ name: 'office', ...wanted, teams: {} }] });
  expect(routeNamed(config, 'office')).toMatchObject({ ...wanted, channel: 'teams' });
});

test.each([
  [{ webhook: {} }, { channel: 'webhook' }],
  [{ webhook: { url: 'https://x.example' } }, { channel: 'webhook', url: 'https://x.example' }],
  [{ pagerDuty: {} }, { channel: 'pagerduty', region: 'us' }],
  [{ pagerDuty: { region: 'eu' } }, { channel: 'pagerduty', region: 'eu' }],
  [{ slack: {} }, { channel: 'slack' }],
  [{ teams: {} }, { channel: 'teams' }],
] as const)('the channel %j goes by its own name', (channel, told) => {
  const config = configOf({ routes: [{ name: 'x', ...channel }] });
  expect(routeNamed(config, 'x')).toEqual({
    name: 'x',
    severities: ['page', 'ticket', 'info'],
    secretId: 'shop-prod-alerts-x',
    ...told,
  });
});

test('a topic that is none is bad wiring', () => {
  const text = alertsJson({}, { project: 'shop', stage: 'prod' }).replaceAll('"page"', '"pager"');
  expect(() => readAlertsJson(text, TOPICS)).toThrow("the topic 'pager'");
});
