import { connected } from '../../../cli/alerts/connection.ts';
import type { SecretRoute } from '../../../cli/alerts/route-secret.ts';

const about = { name: 'r', severities: ['page'], secretId: 's' } as const;
const ROUTES = {
  webhook: { ...about, channel: 'webhook' },
  slack: { ...about, channel: 'slack' },
  teams: { ...about, channel: 'teams' },
  pagerduty: { ...about, channel: 'pagerduty', region: 'us' },
  fixed: { ...about, channel: 'webhook', url: 'https://example.com/' },
} as const satisfies Record<string, SecretRoute>;

type Kind = keyof typeof ROUTES;

const connect = (kind: Kind, text: string, isLocal = false) =>
  connected({ key: 'k', url: '' }, { route: ROUTES[kind], text, isLocal });

test.each<[Kind, string]>([
  ['webhook', 'https://hooks.example.com/a?b=c'],
  ['slack', 'https://hooks.slack.com/services/T0/B0/x'],
  ['teams', 'https://prod-1.westeurope.logic.azure.com/workflows/x?sig=y'],
])('%s goes to %s, whatever else the secret holds', (kind, text) => {
  expect(connect(kind, text)).toEqual({ key: 'k', url: text });
});

test.each<[Kind, string, string]>([
  ['webhook', 'hooks.example.com', 'This is no address: it begins with https://'],
  ['webhook', 'http://hooks.example.com/', 'it must with https://'],
  ['webhook', 'http://127.0.0.1:8080/', 'it must with https://'],
  ['webhook', 'https://ann:secret@hooks.example.com/', 'has a user name or password'],
  ['slack', 'https://hooks.slack.com.example.com/x', 'is not where slack takes messages'],
  ['pagerduty', 'https://events.pagerduty.com/', 'no integration key of PagerDuty'],
  ['pagerduty', 'a'.repeat(33), 'this has 33 characters'],
  ['fixed', 'https://hooks.example.com/', 'has its address in afterprod.config.ts'],
])('%s is not connected to %s', (kind, text, reason) => {
  expect(() => connect(kind, text)).toThrow(reason);
  expect(() => connect(kind, text)).not.toThrow('secret@'); // what may be secret is not repeated
});

test('on the local cloud a receiver may be on this machine, without TLS', () => {
  expect(connect('webhook', 'http://127.0.0.1:8080/', true).url).toBe('http://127.0.0.1:8080/');
  expect(() => connect('webhook', 'http://hooks.example.com/', true)).toThrow('https://');
});

test('what is after a # never reaches a server: it is left out', () => {
  expect(connect('webhook', 'https://hooks.example.com/#x').url).toBe('https://hooks.example.com/');
});
