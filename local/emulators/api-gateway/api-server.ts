import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cloud } from '../../emulator.ts';
import { askFirewall } from './firewall.ts';
import { type GatewayAnswer, send } from './gateway-answer.ts';
import { GatewayError } from './gateway-error.ts';
import {
  type GatewayRequest,
  headerOf,
  type RequestHead,
  readBody,
  readHead,
} from './gateway-request.ts';
import { gatewayResponse } from './gateway-response.ts';
import { authorizeByIam } from './iam-authorization.ts';
import { answerByLambda } from './lambda-integration.ts';
import { answerMock } from './mock-integration.ts';
import { type CallerIdentity, extendedRequestIdOf, requestContext } from './request-context.ts';
import { validateRequest } from './request-validation.ts';
import type { ApiStage, MatchedMethod, RestApi } from './rest-api.ts';
import { StageThrottle } from './stage-throttle.ts';
import type { UsagePlans } from './usage-plans.ts';

/** What ANY stands for; the gateway knows no other methods. */
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** One request on its way through the gateway; `matched` and `identity` come as it gets further. */
interface Passage {
  readonly api: RestApi;
  readonly message: IncomingMessage;
  readonly head: RequestHead;
  readonly requestId: string;
  readonly traceId: string;
  readonly nowMs: number;
  matched?: MatchedMethod;
  identity?: CallerIdentity;
}

/** Serves one API's origin: firewall, match, authorize, key, throttle, validate, integrate, in AWS's order. */
export class ApiServer {
  readonly #cloud: Cloud;
  readonly #usagePlans: UsagePlans;
  readonly #api: () => RestApi;
  readonly #throttle = new StageThrottle();

  /** `api` is asked at each request: a hot swap replaces the API while its origin stays. */
  constructor(cloud: Cloud, usagePlans: UsagePlans, api: () => RestApi) {
    this.#cloud = cloud;
    this.#usagePlans = usagePlans;
    this.#api = api;
  }

  async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const passage = this.#begin(message);
    const answer = await this.#answer(passage).catch((error: unknown) =>
      hasLeft(message) ? undefined : this.#refuse(passage, error),
    );
    if (!answer) return; // a request that never came whole is no error of the service: AWS counts none, either
    this.#addIds(response, passage);
    if (!message.complete) {
      response.setHeader('connection', 'close');
      message.resume(); // a client that still sends must be able to get its answer
    }
    send(response, answer);
    this.#cloud.announce({
      kind: 'request',
      atMs: passage.nowMs,
      api: passage.api.definition.Name,
      method: passage.head.method,
      path: passage.head.pathWithStage,
      status: answer.statusCode,
      durationMs: performance.now() - startedAt,
    });
  }

  #begin(message: IncomingMessage): Passage {
    const nowMs = this.#cloud.clock.now();
    const seconds = Math.floor(nowMs / 1000).toString(16);
    return {
      api: this.#api(),
      message,
      head: readHead(message),
      requestId: randomUUID(),
      traceId: `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
      nowMs,
    };
  }

  async #answer(passage: Passage): Promise<GatewayAnswer> {
    const { api, head } = passage;
    const stage = api.stages.get(head.stageName);
    if (!stage) throw new GatewayError('ACCESS_DENIED', 'Forbidden');
    const blocked = askFirewall(this.#cloud, api.id, head);
    if (blocked) return blocked;
    const matched = METHODS.has(head.method) ? api.match(head.method, head.path) : undefined;
    if (!matched) {
      throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
    }
    passage.matched = matched;
    const request = { ...head, body: await readBody(passage.message) };
    await this.#admit(passage, matched, request, stage);
    validateRequest(api, matched, request);
    return this.#integrate(passage, matched, request);
  }

  async #admit(
    passage: Passage,
    matched: MatchedMethod,
    request: GatewayRequest,
    stage: ApiStage,
  ): Promise<void> {
    const { api, nowMs } = passage;
    const stageName = request.stageName;
    if (matched.method.AuthorizationType === 'AWS_IAM') {
      const arn = this.#arn(passage, request.path);
      passage.identity = await authorizeByIam(this.#cloud, passage.message, request, arn);
    }
    if (matched.method.ApiKeyRequired) {
      const use = { apiId: api.id, stageName, nowMs };
      const key = this.#usagePlans.use(headerOf(request, 'x-api-key'), use);
      passage.identity = { ...passage.identity, apiKey: key.value, apiKeyId: key.id };
    }
    this.#throttle.take(stage, matched, request.method, nowMs);
  }

  async #integrate(
    passage: Passage,
    matched: MatchedMethod,
    request: GatewayRequest,
  ): Promise<GatewayAnswer> {
    const context = this.#context(passage);
    if (matched.method.Integration.Type === 'MOCK')
      return answerMock({ matched, request, context });
    const answer = await answerByLambda(this.#cloud, {
      matched,
      request,
      requestContext: context,
      traceId: passage.traceId,
      port: passage.message.socket.localPort ?? 0,
      sourceArn: this.#arn(passage, matched.resourcePath),
    });
    return {
      ...answer,
      headers: new Map([...answer.headers, ['X-Amzn-Trace-Id', [passage.traceId]]]),
    };
  }

  #refuse(passage: Passage, error: unknown): GatewayAnswer {
    const refusal =
      error instanceof GatewayError
        ? error
        : new GatewayError('DEFAULT_5XX', 'Internal server error', { cause: error });
    if (refusal.statusCode >= 500) this.#explain(passage, refusal);
    return gatewayResponse(passage.api, refusal, passage.head, this.#context(passage));
  }

  /** AWS hides the reason of a 5xx in its execution log; here it is said aloud. */
  #explain({ api, head }: Passage, { message, cause, statusCode }: GatewayError): void {
    const reason = cause instanceof Error ? cause.message : message;
    const { method, path } = head;
    this.#cloud.notice(
      `${api.definition.Name} answered ${statusCode} to ${method} ${path}: ${reason}`,
    );
  }

  #addIds(response: ServerResponse, { requestId }: Passage): void {
    response.setHeader('x-amzn-RequestId', requestId);
    response.setHeader('x-amz-apigw-id', extendedRequestIdOf(requestId));
  }

  #context({ api, head, requestId, nowMs, matched, identity }: Passage): Record<string, unknown> {
    const { accountId, region } = this.#cloud;
    return requestContext({
      api,
      accountId,
      region,
      head,
      requestId,
      nowMs,
      matched,
      identity,
    });
  }

  #arn({ api, head }: Passage, path: string): string {
    const { accountId, region } = this.#cloud;
    return `arn:aws:execute-api:${region}:${accountId}:${api.id}/${head.stageName}/${head.method}${path}`;
  }
}

/** The client is gone before it had sent its body. */
function hasLeft({ destroyed, complete }: IncomingMessage): boolean {
  return destroyed && !complete;
}
