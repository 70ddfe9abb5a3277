import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ADMIN_ROUTES, type AdminRoute } from '../functions/toggles/admin/admin-routes.ts';
import type { AdminEnvironment } from '../functions/toggles/environment.ts';
import { AdminApi } from './admin-api.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import type { Identity } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface TogglesAdminProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  readonly apiLogging?: ApiLogging;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-admin'>;
}

/** Reads and changes toggles over HTTP, for consoles, chat bots and other languages. */
export class TogglesAdmin extends Construct {
  readonly api: AdminApi<AdminRoute>;

  constructor(scope: Construct, id: string, props: TogglesAdminProps) {
    super(scope, id);
    const { identity, topics, apiLogging } = props;
    this.api = new AdminApi(this, 'Admin', {
      identity,
      noun: 'toggles-admin',
      description: 'Reads and changes toggles, authorized by IAM.',
      topics,
      throttle: { rate: 50, burst: 100 },
      routes: ADMIN_ROUTES,
      function: this.#answerer(props),
      ...(apiLogging && { apiLogging }),
    });
  }

  #answerer({ identity, table, reservedConcurrency }: TogglesAdminProps): IFunction {
    const environment: AdminEnvironment = { TABLE_NAME: table.tableName };
    const answerer = new BundledFunction(this, 'Answerer', {
      identity,
      name: 'toggles-admin',
      bundle: 'toggles/admin-handler',
      description: 'Reads and changes toggles for callers whom IAM lets in.',
      timeout: Duration.seconds(25),
      memorySize: 1_024, // with it comes CPU: the worst document of 1 MB takes seconds to lint
      ...reservationOf('toggles-admin', reservedConcurrency),
      environment: { ...environment },
    });
    const write = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
    table.grant(answerer, 'dynamodb:GetItem', 'dynamodb:Query', ...write);
    return answerer;
  }
}
