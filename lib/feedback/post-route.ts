import { JsonSchemaType, Model } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { PostEnvironment } from '../../functions/feedback/environment.ts';
import type { PublicApi } from '../public-api.ts';
import { grantItems } from '../table-grants.ts';
import {
  type PublicAnswererProps,
  publicAnswerer,
  reporterEnvironment,
} from './public-answerer.ts';

/** `POST /v1/feedback`: keeps what a user says. */
export function addPostRoute(
  scope: Construct,
  publicApi: PublicApi,
  props: PublicAnswererProps,
): void {
  publicApi.addRoute({
    path: '/v1/feedback',
    function: post(scope, props),
    model: feedbackRequest(scope, publicApi),
    requestHeaders: ['Idempotency-Key', 'Altcha'],
  });
}

function post(scope: Construct, props: PublicAnswererProps): IFunction {
  const { identity, table, releasesTable } = props;
  const environment: PostEnvironment = {
    ...reporterEnvironment(props),
    PROJECT: identity.project,
    STAGE: identity.stage,
    RELEASES_TABLE_NAME: releasesTable.tableName,
  };
  const answerer = publicAnswerer(scope, 'feedback-post', 'POST /v1/feedback', props, environment);
  grantItems(table, answerer, 'PutItem', 'GetItem');
  releasesTable.grant(answerer, 'dynamodb:GetItem');
  return answerer;
}

/**
 * Coarse on purpose: it stops what is no feedback at all before a function runs. What is nearly right gets through
 * to the function, whose answer points at each fault.
 */
function feedbackRequest(scope: Construct, { api }: PublicApi): Model {
  const text = { type: JsonSchemaType.STRING };
  return new Model(scope, 'FeedbackRequest', {
    restApi: api,
    contentType: 'application/json',
    schema: {
      type: JsonSchemaType.OBJECT,
      required: ['kind', 'message'],
      properties: { kind: text, message: text },
    },
  });
}
