import type { User } from '../example.ts';
import { loadPeer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface Context extends Omit<User, 'id'> {
  readonly kind: 'user';
  readonly key: string;
}

interface Client {
  waitForInitialization(options: { readonly timeout: number }): Promise<unknown>;
  boolVariation(key: string, context: Context, defaultValue: boolean): Promise<boolean>;
}

interface TestData {
  getFactory(): unknown;
  usePreconfiguredFlag(flag: object): Promise<unknown>;
}

/** Over its own in-memory source of flags: no network, no events. */
export async function createLaunchDarkly(): Promise<Subject<Context>> {
  const { init } = loadPeer<{ init: (key: string, options: object) => Client }>(
    '@launchdarkly/node-server-sdk',
  );
  const { TestData } = loadPeer<{ TestData: new () => TestData }>(
    '@launchdarkly/node-server-sdk/integrations',
  );
  const source = new TestData();
  for (const flag of FLAGS) await source.usePreconfiguredFlag(flag);
  const client = init('sdk-key', {
    updateProcessor: source.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  await client.waitForInitialization({ timeout: 5 });
  return {
    contextOf: ({ id, ...attributes }) => ({ kind: 'user', key: id, ...attributes }),
    decide: (toggle, context) => client.boolVariation(toggle, context, false),
  };
}

const BASE = {
  version: 1,
  on: true,
  variations: [true, false],
  offVariation: 1,
  fallthrough: { variation: 1 },
  salt: 'salt',
};

const FLAGS = [
  { ...BASE, key: 'static', fallthrough: { variation: 0 } },
  {
    ...BASE,
    key: 'conditions',
    rules: [
      {
        id: 'rule',
        variation: 0,
        clauses: [
          clause('country', 'in', ['AT', 'CH', 'DE']),
          clause('plan', 'in', ['pro']),
          clause('age', 'greaterThanOrEqual', [18]),
          clause('email', 'endsWith', ['@example.com']),
          clause('language', 'startsWith', ['de']),
        ],
      },
    ],
  },
  {
    ...BASE,
    key: 'percentage',
    fallthrough: {
      rollout: {
        contextKind: 'user',
        variations: [
          { variation: 0, weight: 25_000 },
          { variation: 1, weight: 75_000 },
        ],
      },
    },
  },
];

function clause(attribute: string, op: string, values: readonly (string | number)[]) {
  return { contextKind: 'user', attribute, op, values, negate: false };
}
