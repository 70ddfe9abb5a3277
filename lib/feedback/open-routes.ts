import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ChangesEnvironment } from '../../functions/feedback/environment.ts';
import type { PublicApi } from '../public-api.ts';
import { grantItems } from '../table-grants.ts';
import {
  type PublicAnswererProps,
  publicAnswerer,
  reporterEnvironment,
} from './public-answerer.ts';

/** What anybody may read: a challenge, what was shipped lately, and what the API is. */
export function addOpenRoutes(
  scope: Construct,
  publicApi: PublicApi,
  props: PublicAnswererProps,
): void {
  publicApi.addKeylessPath({ path: '/v1/challenge', methods: [['GET', challenge(scope, props)]] });
  publicApi.addKeylessPath({ path: '/v1/changes', methods: [['GET', changes(scope, props)]] });
  publicApi.addKeylessPath({ path: '/v1/openapi.json', methods: [['GET', openapi(scope, props)]] });
}

function challenge(scope: Construct, props: PublicAnswererProps): IFunction {
  const environment = reporterEnvironment(props);
  const route = 'GET /v1/challenge';
  const answerer = publicAnswerer(scope, 'feedback-challenge', route, props, environment);
  grantItems(props.table, answerer, 'GetItem', 'UpdateItem');
  return answerer;
}

function changes(scope: Construct, props: PublicAnswererProps): IFunction {
  const { identity, releasesTable, table } = props;
  const environment: ChangesEnvironment = {
    ...reporterEnvironment(props),
    PROJECT: identity.project,
    STAGE: identity.stage,
    RELEASES_TABLE_NAME: releasesTable.tableName,
  };
  const answerer = publicAnswerer(scope, 'feedback-changes', 'GET /v1/changes', props, environment);
  releasesTable.grant(answerer, 'dynamodb:GetItem');
  grantItems(table, answerer, 'Query');
  return answerer;
}

function openapi(scope: Construct, props: PublicAnswererProps): IFunction {
  const environment = { ALLOWED_ORIGINS: props.allowedOrigins.join(',') };
  return publicAnswerer(scope, 'feedback-openapi', 'GET /v1/openapi.json', props, environment);
}
