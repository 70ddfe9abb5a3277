import { StorefrontStack } from './examples/storefront/storefront-stack.ts';
import { defineSettings } from './lib/index.ts';

/** The one file that a team edits. This one guards the storefront of `examples/`. */
export default defineSettings({
  project: 'storefront',
  source: {
    connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/your-connection',
    repository: 'example/storefront',
    branch: 'main',
  },
  stages: [
    { name: 'beta', account: '111111111111', region: 'us-east-1', order: 1 },
    { name: 'prod', account: '222222222222', region: 'us-east-1', order: 2, approval: true },
  ],
  service: {
    name: 'storefront',
    create: (stage, context) => new StorefrontStack(stage, 'storefront', context),
  },
  probes: [
    { name: 'health', path: '/health', expect: { headersWithin: '1s' } },
    { name: 'page', path: '/', expect: { headersWithin: '2s' } },
  ],
  slos: [{ name: 'page', availability: 99, probe: 'page' }],
  severities: {
    page: { email: ['oncall@example.com'] },
    ticket: { email: ['team@example.com'] },
    info: { email: ['team@example.com'] },
  },
  alerts: {
    owner: 'shop',
    // Where to: `npx afterprod alerts connect hook`.
    routes: [{ name: 'hook', webhook: { rotateEvery: '90d' } }],
  },
  toggles: {
    'new-checkout': {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      metadata: {
        description: 'The checkout on one page',
        owner: 'shop',
        expires: '2027-12-31',
        exposed: 'client',
        guardedBy: 'probe-page-availability',
      },
    },
    'storefront-slow': {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      metadata: {
        description: 'Demo: every answer takes 0.8 s longer',
        owner: 'demo',
        expires: '2027-12-31',
      },
    },
    'storefront-failing': {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      metadata: {
        description: 'Demo: every answer is an error',
        owner: 'demo',
        expires: '2027-12-31',
      },
    },
  },
  toggleClients: ['backend'],
  // The demo has no domain of its own; with one, name it: ['https://shop.example.com'].
  feedback: {
    allowedOrigins: ['*'],
    mail: { from: 'feedback@example.com', product: 'The storefront', createIdentity: 'domain' },
  },
});
