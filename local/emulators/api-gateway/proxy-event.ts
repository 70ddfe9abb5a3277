import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { GatewayRequest } from './gateway-request.ts';
import { headerOf } from './gateway-request.ts';
import type { MatchedMethod } from './rest-api.ts';

/** Headers that end at the gateway, as observed on AWS. */
const NOT_PASSED_ON = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);

export interface ProxyEventInput {
  readonly matched: MatchedMethod;
  readonly request: GatewayRequest;
  readonly requestContext: Record<string, unknown>;
  readonly traceId: string;
  readonly port: number;
}

/** The event that a Lambda proxy integration gets. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function proxyEvent(input: ProxyEventInput): APIGatewayProxyEvent {
  const { matched, request } = input;
  const headers = passedHeaders(input);
  return {
    resource: matched.resourcePath,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: request.query.size > 0 ? lastValues(request.query) : null,
    multiValueQueryStringParameters: request.query.size > 0 ? allValues(request.query) : null,
    pathParameters: orNull(matched.pathParameters),
    stageVariables: null,
    requestContext: input.requestContext as unknown as APIGatewayProxyEvent['requestContext'],
    body: request.body.length > 0 ? request.body.toString() : null,
    isBase64Encoded: false,
  } as APIGatewayProxyEvent;
}

type Values = ReadonlyMap<string, readonly string[]>;

function passedHeaders({ request, traceId, port }: ProxyEventInput): Values {
  const headers = new Map<string, readonly string[]>();
  for (const [name, values] of request.headers) {
    const lower = name.toLowerCase();
    if (!NOT_PASSED_ON.has(lower) && !ADDED.has(lower)) headers.set(name, values);
  }
  const through = headerOf(request, 'x-forwarded-for');
  headers.set('X-Amzn-Trace-Id', [traceId]);
  headers.set('X-Forwarded-For', [through ? `${through}, ${request.sourceIp}` : request.sourceIp]);
  headers.set('X-Forwarded-Port', [String(port)]);
  headers.set('X-Forwarded-Proto', ['http']); // true on a laptop; AWS says https
  return headers;
}

/** Set by the gateway whatever the client sent. */
const ADDED = new Set([
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

function lastValues(values: Values): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? '']));
}

function allValues(values: Values): Record<string, string[]> {
  return Object.fromEntries([...values].map(([name, all]) => [name, [...all]]));
}

function orNull<T extends object>(record: T): T | null {
  return Object.keys(record).length > 0 ? record : null;
}
