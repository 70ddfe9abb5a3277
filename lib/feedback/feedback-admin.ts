import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ADMIN_ROUTES, type AdminRoute } from '../../functions/feedback/admin/admin-routes.ts';
import type { AdminEnvironment } from '../../functions/feedback/environment.ts';
import { AdminApi } from '../admin-api.ts';
import type { ApiLogging } from '../api-logging.ts';
import { BundledFunction } from '../bundled-function.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantIndexes, grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';
import { grantKey } from './feedback-key.ts';

export interface FeedbackAdminProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  /** The key of subjects: who wants to be erased is found by it. */
  readonly secretKey: ISecret;
  /** How often each variant of a toggle was served: what complaints are measured against. */
  readonly exposuresTable: ITable;
  readonly apiLogging?: ApiLogging;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-admin'>;
}

/** Lists, answers, merges, links and exports feedback over HTTP, for consoles, chat bots and other languages. */
export class FeedbackAdmin extends Construct {
  readonly api: AdminApi<AdminRoute>;

  constructor(scope: Construct, id: string, props: FeedbackAdminProps) {
    super(scope, id);
    const { identity, topics, apiLogging } = props;
    this.api = new AdminApi(this, 'Api', {
      identity,
      noun: 'feedback-admin',
      description: "The team's work with feedback, authorized by IAM.",
      topics,
      throttle: { rate: 50, burst: 100 },
      routes: ADMIN_ROUTES,
      function: this.#answerer(props),
      ...(apiLogging && { apiLogging }),
    });
  }

  #answerer(props: FeedbackAdminProps): IFunction {
    const { identity, table, secretKey, exposuresTable, reservedConcurrency } = props;
    const environment: AdminEnvironment = {
      TABLE_NAME: table.tableName,
      KEY_SECRET_ARN: secretKey.secretArn,
      EXPOSURES_TABLE_NAME: exposuresTable.tableName,
    };
    const answerer = new BundledFunction(this, 'Answerer', {
      identity,
      name: 'feedback-admin',
      bundle: 'feedback/admin-handler',
      description: "The team's work with feedback, for callers whom IAM lets in.",
      timeout: Duration.seconds(25),
      memorySize: 512, // with it comes CPU: a search looks at a thousand messages
      ...reservationOf('feedback-admin', reservedConcurrency),
      environment: { ...environment },
    });
    grantItems(table, answerer, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan');
    grantItems(table, answerer, 'BatchGetItem', 'ConditionCheckItem'); // which topics there are, and who is in one
    grantIndexes(table, answerer, 'byStatus', 'byRelease');
    grantItems(exposuresTable, answerer, 'Query');
    grantKey(secretKey, answerer);
    return answerer;
  }
}
