import { someSettings } from './settings.ts';

/** Good settings with one value replaced, at a path like `stages.0.account`. */
export function withValue(path: string, value: unknown): unknown {
  const settings = fullSettings();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), settings);
  Reflect.set(Object(parent), last, value);
  return settings;
}

/** Afresh each time: `withValue` writes into what it is given. */
export const someFacts = () => ({
  owner: 'shop',
  expires: '2027-12-31',
  description: 'On one page',
});

/** Good settings in which every optional setting is given. */
export function fullSettings() {
  const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  return {
    ...someSettings(),
    pipeline: { account: '333333333333', region: 'us-east-1' },
    probes: [
      { name: 'health', path: '/health', expect: { headersWithin: '2s' } },
      { name: 'docs', url: 'https://docs.example.com/' },
    ],
    probeInterval: '1m',
    severities: { page: { email: ['oncall@example.com'], https: ['https://hook.example.com/x'] } },
    alerts: {
      routes: [
        { name: 'hook', severities: ['page'], webhook: { url: 'https://hook.example.com/x' } },
        { name: 'pager', services: ['shop'], pagerDuty: { region: 'eu' } },
        {
          name: 'chat',
          slack: {},
          hours: { days: ['mon'], from: '08:00', to: '18:00', timeZone: 'UTC' },
        },
      ],
      wait: '10s',
      dependsOn: { shop: ['bank'] },
      runbooks: 'https://wiki.example.com/runbooks',
      owner: 'shop',
    },
    toggles: {
      'new-checkout': {
        ...toggle,
        targeting: { if: [{ $ref: 'beta' }, 'on', null] },
        metadata: someFacts(),
      },
    },
    segments: { beta: { in: [{ var: 'email' }, ['ann@example.com']] } },
    toggleClients: ['backend', 'batch-2'],
    feedback: { allowedOrigins: ['https://shop.example.com', 'http://localhost:5173'] },
    reservedConcurrency: { 'feedback-post': 20, probes: 1 },
  };
}
