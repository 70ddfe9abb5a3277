import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import type { Template } from '../../local/template/template.ts';
import { afterprod, type RunningCloud, startRunningCloud } from './afterprod.ts';
import { awsEnvOf } from './aws-env.ts';
import type { Outcome } from './command-in-process.ts';
import { documentOf } from './toggle-builders.ts';

/** A local cloud with the toggles of two stages, `beta` and `prod`, of the project `shop`. */
export interface TogglesCloud extends RunningCloud {
  storeOf(stage: 'beta' | 'prod'): ToggleStore;
  /** Stores these toggles, whatever was there. */
  put(stage: 'beta' | 'prod', flags: Readonly<Record<string, Toggle>>): Promise<void>;
  /** `afterprod toggles … --local`. */
  toggles(...args: readonly string[]): Promise<Outcome>;
  /** The same with `--json`, parsed. */
  togglesJson(...args: readonly string[]): Promise<unknown>;
  /** `afterprod toggles …` as on AWS: both stages, found by the usual credentials. */
  onAws(...args: readonly string[]): Promise<Outcome>;
  /** What `onAws` runs in. */
  readonly awsEnv: Readonly<Record<string, string>>;
}

/** @param more - stacks beside those of the toggles */
export async function startTogglesCloud(
  more: Readonly<Record<string, Template>> = {},
): Promise<TogglesCloud> {
  const cloud = await startRunningCloud({
    'shop-prod-toggles': { Resources: tablesOf('prod') },
    'shop-beta-toggles': { Resources: tablesOf('beta') },
    ...more,
  });
  const client = documentsOver(new DynamoDBClient(cloud.client));
  const storeOf = (stage: string) =>
    new DynamoToggleStore(client, `shop-${stage}-toggles`, () => cloud.clock.now());
  const awsEnv = awsEnvOf(cloud);
  return {
    ...cloud,
    storeOf,
    put: (stage, flags) => put(storeOf(stage), documentOf(flags)),
    toggles: (...args) => cloud.afterprod('toggles', ...args, '--local'),
    togglesJson: (...args) => cloud.json('toggles', ...args, '--local'),
    onAws: (...args) => afterprod(['toggles', ...args], awsEnv),
    awsEnv,
  };
}

async function put(store: ToggleStore, document: ToggleDocument): Promise<void> {
  const docVersion = (await store.readDocument())?.docVersion ?? 0;
  const keys = Object.keys(document.flags);
  const author = { who: 'ann', why: 'to begin with' };
  await store.save({ document, keys, summary: 'put', acceptsExpired: true }, docVersion, author);
}

function tablesOf(stage: string) {
  return {
    Toggles: tableNamed(`shop-${stage}-toggles`),
    Exposures: tableNamed(`shop-${stage}-toggles-exposures`),
  };
}

function tableNamed(TableName: string) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    },
  };
}
