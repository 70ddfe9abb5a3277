import type { User } from '../example.ts';
import { loadPeer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface Context {
  readonly attributes: User;
}

interface Client {
  initSync(options: { readonly payload: object }): void;
  isOn(key: string, context: Context): boolean;
}

/** Its client for servers: one for all users, without tracking callbacks. */
export function createGrowthbook(): Subject<Context> {
  const { GrowthBookClient } = loadPeer<{ GrowthBookClient: new () => Client }>(
    '@growthbook/growthbook',
  );
  const client = new GrowthBookClient();
  client.initSync({ payload: { features: FEATURES } });
  return {
    contextOf: (user) => ({ attributes: user }),
    decide: (toggle, context) => client.isOn(toggle, context),
  };
}

const FEATURES = {
  static: { defaultValue: true },
  conditions: {
    defaultValue: false,
    rules: [
      {
        force: true,
        condition: {
          country: { $in: ['AT', 'CH', 'DE'] },
          plan: 'pro',
          age: { $gte: 18 },
          email: { $regex: '@example\\.com$' },
          language: { $regex: '^de' },
        },
      },
    ],
  },
  percentage: {
    defaultValue: false,
    rules: [{ force: true, coverage: 0.25, hashAttribute: 'id' }],
  },
};
