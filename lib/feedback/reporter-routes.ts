import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { VerdictEnvironment } from '../../functions/feedback/environment.ts';
import type { PublicApi } from '../public-api.ts';
import { grantItems } from '../table-grants.ts';
import {
  type PublicAnswererProps,
  type PublicFunction,
  publicAnswerer,
  reporterEnvironment,
} from './public-answerer.ts';

/** What a reporter may ask of their own feedback: what became of it, to judge that, to erase it, to confirm or stop the mails about it. */
export function addReporterRoutes(
  scope: Construct,
  publicApi: PublicApi,
  props: PublicAnswererProps,
): void {
  const requestHeaders = ['Authorization'];
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}',
    methods: [
      ['GET', own(scope, props, OWN.get)],
      ['DELETE', own(scope, props, OWN.erase)],
    ],
    requestHeaders,
  });
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}/verdict',
    methods: [['POST', verdict(scope, props)]],
    requestHeaders,
  });
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}/contact',
    methods: [['POST', own(scope, props, OWN.contact)]],
    requestHeaders,
  });
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}/beta',
    methods: [['POST', own(scope, props, OWN.beta)]],
    requestHeaders,
  });
}

type OwnRoute = readonly [name: PublicFunction, route: string, ...actions: string[]];

/** What needs the table of feedback alone. */
const OWN = {
  get: ['feedback-get', 'GET /v1/feedback/{id}', 'Query'],
  erase: ['feedback-delete', 'DELETE /v1/feedback/{id}', 'Query', 'DeleteItem'],
  contact: ['feedback-contact', 'POST /v1/feedback/{id}/contact', 'Query', 'UpdateItem'],
  beta: ['feedback-beta', 'POST /v1/feedback/{id}/beta', 'Query', 'UpdateItem'],
} as const satisfies Record<string, OwnRoute>;

function own(
  scope: Construct,
  props: PublicAnswererProps,
  [name, route, ...actions]: OwnRoute,
): IFunction {
  const answerer = publicAnswerer(scope, name, route, props, reporterEnvironment(props));
  grantItems(props.table, answerer, ...actions);
  return answerer;
}

function verdict(scope: Construct, props: PublicAnswererProps): IFunction {
  const { identity, table, releasesTable } = props;
  const environment: VerdictEnvironment = {
    ...reporterEnvironment(props),
    PROJECT: identity.project,
    STAGE: identity.stage,
    RELEASES_TABLE_NAME: releasesTable.tableName,
  };
  const route = 'POST /v1/feedback/{id}/verdict';
  const answerer = publicAnswerer(scope, 'feedback-verdict', route, props, environment);
  grantItems(table, answerer, 'Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
  releasesTable.grant(answerer, 'dynamodb:GetItem');
  return answerer;
}
