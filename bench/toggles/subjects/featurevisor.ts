import type { User } from '../example.ts';
import { loadPeer } from '../peer.ts';
import type { Subject } from '../subject.ts';

interface Instance {
  isEnabled(key: string, context: User): boolean;
}

/** Over a datafile as its builder writes it: conditions parsed, percentages in thousandths. */
export function createFeaturevisor(): Subject<User> {
  const { createInstance } = loadPeer<{ createInstance: (options: object) => Instance }>(
    '@featurevisor/sdk',
  );
  const instance = createInstance({ datafile: DATAFILE, logLevel: 'fatal' });
  return {
    contextOf: (user) => user,
    decide: (toggle, context) => instance.isEnabled(toggle, context),
  };
}

const DATAFILE = {
  schemaVersion: '2',
  revision: '1',
  segments: {
    all: {
      conditions: [
        { attribute: 'country', operator: 'in', value: ['AT', 'CH', 'DE'] },
        { attribute: 'plan', operator: 'equals', value: 'pro' },
        { attribute: 'age', operator: 'greaterThanOrEquals', value: 18 },
        { attribute: 'email', operator: 'endsWith', value: '@example.com' },
        { attribute: 'language', operator: 'startsWith', value: 'de' },
      ],
    },
  },
  features: {
    static: feature('*', 100_000),
    conditions: feature('all', 100_000),
    percentage: feature('*', 25_000),
  },
};

function feature(segments: string, percentage: number) {
  return { bucketBy: 'id', traffic: [{ key: '1', segments, percentage }] };
}
