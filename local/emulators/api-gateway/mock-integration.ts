import { type Context, fillTemplate, parameterValue } from './context-text.ts';
import { allowedOrigins } from './cors-template.ts';
import type { GatewayAnswer } from './gateway-answer.ts';
import { GatewayError } from './gateway-error.ts';
import { type GatewayRequest, headerOf } from './gateway-request.ts';
import { mediaTypeOf } from './media-type.ts';
import type { ApiMethod, MatchedMethod } from './rest-api.ts';

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';

export interface MockInput {
  readonly matched: MatchedMethod;
  readonly request: GatewayRequest;
  readonly context: Context;
}

/** Answers without a backend, as a CORS preflight is answered. */
export function answerMock({ matched, request, context }: MockInput): GatewayAnswer {
  const { Integration } = matched.method;
  refuseWithoutTemplate(Integration, request);
  const [response] = Integration.IntegrationResponses ?? [];
  if (!response) throw new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');

  const [contentType, template] = Object.entries(response.ResponseTemplates ?? {})[0] ?? [
    'application/json',
    '',
  ];
  const headers = new Map<string, readonly string[]>([['Content-Type', [contentType]]]);
  for (const [target, expression] of Object.entries(response.ResponseParameters ?? {})) {
    const name = target.replace(/^method\.response\.header\./, '');
    headers.set(name, [parameterValue(expression, context)]);
  }
  const origins = allowedOrigins(template);
  const origin = headerOf(request, 'origin');
  if (origin && origins?.includes(origin)) headers.set(ALLOW_ORIGIN, [origin]);
  const body = Buffer.from(origins ? '' : fillTemplate(template, context));
  return { statusCode: Number(response.StatusCode), headers, body };
}

/** Refuses templates that this emulator cannot run, at start. */
export function checkMockTemplates({ Integration }: ApiMethod): void {
  const { RequestTemplates = {}, IntegrationResponses = [] } = Integration;
  if (IntegrationResponses.length > 1) {
    throw new Error('a MOCK integration has one IntegrationResponse on a laptop');
  }
  const answers = IntegrationResponses.flatMap(({ ResponseTemplates = {} }) =>
    Object.values(ResponseTemplates).filter((template) => !allowedOrigins(template)),
  );
  for (const template of [...Object.values(RequestTemplates), ...answers]) {
    const [code] = /#\{?[a-z]+\b|\$!?\{?(?!context\.)[A-Za-z]\w*/.exec(template) ?? [];
    if (code === undefined) continue;
    throw new Error(
      `mapping template: ${code} is not supported on a laptop, only $context variables and CDK's preflight are`,
    );
  }
}

/** A content type without a request template is passed through, where it gives no status, or refused. */
function refuseWithoutTemplate(
  { RequestTemplates = {}, PassthroughBehavior }: ApiMethod['Integration'],
  request: GatewayRequest,
): void {
  const contentType = mediaTypeOf(headerOf(request, 'content-type')) ?? 'application/json';
  if (RequestTemplates[contentType] !== undefined) return;
  throw PassthroughBehavior === 'NEVER'
    ? new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type')
    : new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');
}
