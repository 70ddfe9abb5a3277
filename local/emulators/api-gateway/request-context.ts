import type { RequestHead } from './gateway-request.ts';
import { headerOf } from './gateway-request.ts';
import type { MatchedMethod, RestApi } from './rest-api.ts';

/** Who called, as far as the gateway learned it. */
export interface CallerIdentity {
  readonly accountId?: string;
  readonly accessKey?: string;
  readonly caller?: string;
  readonly user?: string;
  readonly userArn?: string;
  readonly apiKey?: string;
  readonly apiKeyId?: string;
}

export interface ContextInput {
  readonly api: RestApi;
  readonly accountId: string;
  readonly region: string;
  readonly head: RequestHead;
  readonly requestId: string;
  readonly nowMs: number;
  readonly matched?: MatchedMethod | undefined;
  readonly identity?: CallerIdentity | undefined;
}

/** `$context` of mapping templates, and `requestContext` of the proxy event. */
export function requestContext(input: ContextInput): Record<string, unknown> {
  const { api, head, matched } = input;
  const domainName = `${api.id}.execute-api.${input.region}.amazonaws.com`;
  return {
    accountId: input.accountId,
    apiId: api.id,
    deploymentId: api.stages.get(head.stageName)?.DeploymentId ?? null,
    domainName,
    domainPrefix: api.id,
    extendedRequestId: extendedRequestIdOf(input.requestId),
    httpMethod: head.method,
    identity: identityOf(input),
    path: head.pathWithStage,
    protocol: head.protocol,
    requestId: input.requestId,
    requestTime: clfTime(input.nowMs),
    requestTimeEpoch: input.nowMs,
    resourceId: matched?.node.id ?? null,
    resourcePath: matched?.resourcePath ?? head.path,
    stage: head.stageName,
  };
}

/** The id that AWS sends as `x-amz-apigw-id`. */
export function extendedRequestIdOf(requestId: string): string {
  return Buffer.from(requestId.replaceAll('-', ''), 'hex').subarray(0, 11).toString('base64');
}

function identityOf({ head, identity }: ContextInput): Record<string, string | null> {
  return {
    cognitoIdentityPoolId: null,
    accountId: identity?.accountId ?? null,
    cognitoIdentityId: null,
    caller: identity?.caller ?? null,
    sourceIp: head.sourceIp,
    principalOrgId: null,
    accessKey: identity?.accessKey ?? null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: identity?.userArn ?? null,
    userAgent: headerOf(head, 'user-agent') ?? null,
    user: identity?.user ?? null,
    ...(identity?.apiKey && { apiKey: identity.apiKey }),
    ...(identity?.apiKeyId && { apiKeyId: identity.apiKeyId }),
  };
}

/** Common log format in UTC, e.g. `23/Nov/2026:09:40:28 +0000`. */
function clfTime(atMs: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(atMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
