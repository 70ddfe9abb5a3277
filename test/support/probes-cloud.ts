import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoProbeStore } from '../../functions/probes/store/dynamo-probe-store.ts';
import type { ProbeStore, PublishedConfig } from '../../functions/probes/store/probe-store.ts';
import type { ProbeResult } from '../../functions/probes/targets/probe-result.ts';
import type { Target } from '../../functions/probes/targets/target.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { type RunningCloud, startRunningCloud } from './afterprod.ts';
import type { Outcome } from './command-in-process.ts';

/** A local cloud with the tables of probes and releases of the stage `prod` of the project `shop`. */
export interface ProbesCloud extends RunningCloud {
  readonly store: ProbeStore;
  readonly region: string;
  /** As a prober does at its first run. */
  publish(targets: readonly Target[], more?: Partial<PublishedConfig>): Promise<void>;
  /** As a prober does in a run, so long ago. */
  keep(agoMs: number, ...results: readonly ProbeResult[]): Promise<void>;
  /** `afterprod probes … --local`. */
  probes(...args: readonly string[]): Promise<Outcome>;
  /** The same with `--json`, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  probesJson(...args: readonly string[]): Promise<any>;
}

export async function startProbesCloud(): Promise<ProbesCloud> {
  const cloud = await startRunningCloud({
    'shop-prod-probes': {
      Resources: {
        Probes: table('shop-prod-probes'),
        Releases: table('shop-prod-releases'),
        Key: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: {
            Name: 'shop-prod-probes-heartbeats-key',
            GenerateSecretString: { ExcludePunctuation: true },
          },
        },
      },
    },
  });
  const documents = documentsOver(new DynamoDBClient(cloud.client));
  const { region } = cloud.cloud;
  const store = new DynamoProbeStore(documents, 'shop-prod-probes', () => cloud.clock.now());
  return {
    ...cloud,
    store,
    region,
    publish: (targets, more = {}) =>
      store.publish({ targets, maintenance: [], region, allowPrivate: [], ...more }),
    async keep(agoMs, ...results) {
      const at = new Date(cloud.clock.now() - agoMs).toISOString();
      const told = results.map((result) => ({ ...result, at }));
      await store.keep({ at, group: 'rate-1m', region, results: told });
    },
    probes: (...args) => cloud.afterprod('probes', ...args, '--local'),
    probesJson: (...args) => cloud.json('probes', ...args, '--local'),
    async stop() {
      documents.destroy();
      await cloud.stop();
    },
  };
}

function table(TableName: string) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    },
  };
}
