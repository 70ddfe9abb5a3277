import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { User } from '../example.ts';
import { loadPeer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface Context {
  readonly userId: string;
  readonly properties: Readonly<Record<string, string | number>>;
}

interface Unleash {
  once(event: 'ready', listener: () => void): void;
  on(event: 'error' | 'warn', listener: (problem: unknown) => void): void;
  isEnabled(name: string, context: Context): boolean;
}

/** Started with its toggles at hand, without metrics; the server that it would poll is never asked. */
export async function createUnleash(): Promise<Subject<Context>> {
  const { Unleash } = loadPeer<{ Unleash: new (config: object) => Unleash }>('unleash-client');
  const unleash = new Unleash({
    appName: 'bench',
    url: 'http://127.0.0.1:9/',
    refreshInterval: 0,
    disableMetrics: true,
    backupPath: mkdtempSync(path.join(tmpdir(), 'afterprod-unleash-')),
    bootstrap: { data: FEATURES },
  });
  unleash.on('error', () => {}); // nobody listens on that port
  unleash.on('warn', () => {});
  await new Promise<void>((resolve) => unleash.once('ready', resolve));
  return {
    contextOf: ({ id, ...properties }: User) => ({ userId: id, properties }),
    decide: (toggle, context) => unleash.isEnabled(toggle, context),
  };
}

const FEATURES = [
  { name: 'static', enabled: true, strategies: [{ name: 'default', parameters: {} }] },
  {
    name: 'conditions',
    enabled: true,
    strategies: [
      {
        name: 'default',
        parameters: {},
        constraints: [
          { contextName: 'country', operator: 'IN', values: ['AT', 'CH', 'DE'] },
          { contextName: 'plan', operator: 'IN', values: ['pro'] },
          { contextName: 'age', operator: 'NUM_GTE', values: [], value: '18' },
          { contextName: 'email', operator: 'STR_ENDS_WITH', values: ['@example.com'] },
          { contextName: 'language', operator: 'STR_STARTS_WITH', values: ['de'] },
        ],
      },
    ],
  },
  {
    name: 'percentage',
    enabled: true,
    strategies: [
      {
        name: 'flexibleRollout',
        parameters: { rollout: '25', stickiness: 'userId', groupId: 'percentage' },
      },
    ],
  },
];
