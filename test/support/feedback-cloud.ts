import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoFeedbackStore } from '../../functions/feedback/store/dynamo-feedback-store.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { afterprod, type RunningCloud, startRunningCloud } from './afterprod.ts';
import { awsEnvOf } from './aws-env.ts';
import { bucket } from './bucket.ts';
import type { Outcome } from './command-in-process.ts';

/** A local cloud with the feedback of the stage `prod` of the project `shop`. */
export interface FeedbackCloud extends RunningCloud {
  readonly store: FeedbackStore;
  readonly documents: DynamoDBDocumentClient;
  /** `afterprod feedback … --local`. */
  feedback(...args: readonly string[]): Promise<Outcome>;
  /** The same with `--json`, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  feedbackJson(...args: readonly string[]): Promise<any>;
  /** `afterprod feedback …` as on AWS: found by the usual credentials. */
  onAws(...args: readonly string[]): Promise<Outcome>;
}

export async function startFeedbackCloud(): Promise<FeedbackCloud> {
  const cloud = await startRunningCloud({
    'shop-prod-feedback': {
      Resources: {
        Feedback: table('shop-prod-feedback', ['byStatus', 'byRelease']),
        Toggles: table('shop-prod-toggles', []),
        Exposures: table('shop-prod-toggles-exposures', []),
        Key: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: { Name: 'shop-prod-feedback-key', GenerateSecretString: {} },
        },
        Quarantine: bucket('shop-prod-quarantine'),
      },
    },
  });
  const documents = documentsOver(new DynamoDBClient(cloud.client));
  const awsEnv = awsEnvOf(cloud);
  return {
    ...cloud,
    documents,
    store: new DynamoFeedbackStore(documents, 'shop-prod-feedback', () => cloud.clock.now()),
    feedback: (...args) => cloud.afterprod('feedback', ...args, '--local'),
    feedbackJson: (...args) => cloud.json('feedback', ...args, '--local'),
    onAws: (...args) => afterprod(['feedback', ...args], awsEnv),
    async stop() {
      documents.destroy();
      await cloud.stop();
    },
  };
}

function table(TableName: string, indexes: readonly string[]) {
  const names = ['pk', 'sk', ...(indexes.length > 0 ? [...indexes, 'byTime'] : [])];
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: indexes.map((IndexName) => ({
          IndexName,
          KeySchema: keys(IndexName, 'byTime'),
          Projection: { ProjectionType: 'ALL' },
        })),
      }),
    },
  };
}

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}
