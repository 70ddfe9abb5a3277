import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { readList } from '../shared/environment.ts';
import { json } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { openapiDocument } from './openapi/openapi-document.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { requestAddress } from './request-address.ts';

const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-openapi'),
};

/** GET /v1/openapi.json: the public API in the words of OpenAPI 3.1. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = async () => {
    const server = requestAddress(event).replace(/\/v1\/openapi\.json$/, '');
    return json(200, openapiDocument(server), { 'cache-control': 'public, max-age=300' });
  };
  return answerRoute(event, 'GET /v1/openapi.json', work, options);
}
