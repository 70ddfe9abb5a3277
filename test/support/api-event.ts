import type { APIGatewayProxyEvent } from 'aws-lambda';

interface ApiRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

/** One request as API Gateway hands it to a Lambda proxy integration. */
export function apiEvent(request: ApiRequest = {}): APIGatewayProxyEvent {
  const { method = 'POST', path = '/', headers = {}, body = null } = request;
  const identity = { sourceIp: '192.0.2.7', apiKeyId: 'key1', userAgent: 'test' };
  return {
    httpMethod: method,
    path,
    resource: path,
    headers: { ...headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: request.pathParameters ? { ...request.pathParameters } : null,
    stageVariables: null,
    body,
    isBase64Encoded: false,
    requestContext: {
      requestId: '3f2b8f6e-9c1d-4a55-8a30-2f6f0c1f2a11',
      stage: 'api',
      httpMethod: method,
      path: `/prod${path}`,
      domainName: 'api.example',
      identity,
    } as APIGatewayProxyEvent['requestContext'],
  };
}

/** The same with a JSON body and its content type. */
export function jsonEvent(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  path = '/',
): APIGatewayProxyEvent {
  return apiEvent({
    path,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
