import { type Context, fillTemplate, parameterValue } from './context-text.ts';
import type { GatewayAnswer } from './gateway-answer.ts';
import type { GatewayError } from './gateway-error.ts';
import { headerOf, type RequestHead } from './gateway-request.ts';
import { mediaTypeOf } from './media-type.ts';
import type { RestApi } from './rest-api.ts';

const DEFAULT_TEMPLATES = { 'application/json': '{"message":$context.error.messageString}' };

/**
 * The answer for `error`: as the API's GatewayResponse for its type says, else its DEFAULT_4XX or DEFAULT_5XX, else
 * AWS's own. Templates here only replace variables; AWS runs no VTL in them.
 */
export function gatewayResponse(
  api: RestApi,
  error: GatewayError,
  request: RequestHead,
  requestContext: Context,
): GatewayAnswer {
  const fallback = error.statusCode < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const custom = api.gatewayResponses.get(error.type) ?? api.gatewayResponses.get(fallback);
  const context = { ...requestContext, error: errorContext(error) };
  const [contentType, template] = chooseTemplate(
    custom?.ResponseTemplates ?? DEFAULT_TEMPLATES,
    mediaTypeOf(headerOf(request, 'accept')),
  );
  const headers = new Map<string, readonly string[]>([['Content-Type', [contentType]]]);
  for (const [target, expression] of Object.entries(custom?.ResponseParameters ?? {})) {
    const name = target.replace(/^gatewayresponse\.header\./, '');
    replace(headers, name, parameterValue(expression, context));
  }
  return {
    statusCode: Number(custom?.StatusCode ?? error.statusCode),
    headers,
    body: Buffer.from(fillTemplate(template, context)),
  };
}

function errorContext(error: GatewayError): Record<string, string | undefined> {
  return {
    message: error.message,
    messageString: JSON.stringify(error.message),
    responseType: error.type,
    validationErrorString: error.validationError,
  };
}

function chooseTemplate(
  templates: Readonly<Record<string, string>>,
  accepted: string | undefined,
): readonly [contentType: string, template: string] {
  const chosen =
    [accepted, 'application/json'].find((type) => type && Object.hasOwn(templates, type)) ??
    Object.keys(templates)[0];
  if (!chosen) return ['application/json', DEFAULT_TEMPLATES['application/json']];
  return [chosen, templates[chosen] ?? ''];
}

function replace(headers: Map<string, readonly string[]>, name: string, value: string): void {
  for (const key of headers.keys()) {
    if (key.toLowerCase() === name.toLowerCase()) headers.delete(key);
  }
  headers.set(name, [value]);
}
