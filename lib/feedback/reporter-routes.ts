import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { VerdictEnvironment } from '../../functions/feedback/environment.ts';
import type { PublicApi } from '../public-api.ts';
import { grantItems } from '../table-grants.ts';
import {
  type PublicAnswererProps,
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
      ['GET', get(scope, props)],
      ['DELETE', erase(scope, props)],
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
    methods: [['POST', contact(scope, props)]],
    requestHeaders,
  });
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}/beta',
    methods: [['POST', beta(scope, props)]],
    requestHeaders,
  });
}

function beta(scope: Construct, props: PublicAnswererProps): IFunction {
  const route = 'POST /v1/feedback/{id}/beta';
  const environment = reporterEnvironment(props);
  const answerer = publicAnswerer(scope, 'feedback-beta', route, props, environment);
  grantItems(props.table, answerer, 'Query', 'UpdateItem');
  return answerer;
}

function get(scope: Construct, props: PublicAnswererProps): IFunction {
  const route = 'GET /v1/feedback/{id}';
  const answerer = publicAnswerer(scope, 'feedback-get', route, props, reporterEnvironment(props));
  grantItems(props.table, answerer, 'Query');
  return answerer;
}

function erase(scope: Construct, props: PublicAnswererProps): IFunction {
  const route = 'DELETE /v1/feedback/{id}';
  const environment = reporterEnvironment(props);
  const answerer = publicAnswerer(scope, 'feedback-delete', route, props, environment);
  grantItems(props.table, answerer, 'Query', 'DeleteItem');
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

function contact(scope: Construct, props: PublicAnswererProps): IFunction {
  const route = 'POST /v1/feedback/{id}/contact';
  const environment = reporterEnvironment(props);
  const answerer = publicAnswerer(scope, 'feedback-contact', route, props, environment);
  grantItems(props.table, answerer, 'Query', 'UpdateItem');
  return answerer;
}
