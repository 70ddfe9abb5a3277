import type { GatewayAnswer } from './gateway-answer.ts';
import type { GatewayError } from './gateway-error.ts';
import { headerOf } from './gateway-request.ts';
import { mediaTypeOf } from './media-types.ts';
import { lookUp, type MappingSources, mappedValue } from './parameter-mapping.ts';
import type { RestApi } from './rest-api.ts';

const DEFAULT_TEMPLATES = { 'application/json': '{"message":$context.error.messageString}' };

/**
 * The answer for `error`: as the API's GatewayResponse for its type says, else its DEFAULT_4XX or DEFAULT_5XX, else
 * AWS's own. Templates here only replace variables; AWS runs no VTL in them.
 */
export function gatewayResponse(
  api: RestApi,
  error: GatewayError,
  sources: MappingSources,
): GatewayAnswer {
  const fallback = error.statusCode < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const custom = api.gatewayResponses.get(error.type) ?? api.gatewayResponses.get(fallback);
  const context = { ...sources.context, error: errorContext(error) };
  const [contentType, template] = chooseTemplate(
    custom?.ResponseTemplates ?? DEFAULT_TEMPLATES,
    mediaTypeOf(headerOf(sources.request, 'accept')),
  );
  const headers = new Map<string, readonly string[]>([['Content-Type', [contentType]]]);
  for (const [target, expression] of Object.entries(custom?.ResponseParameters ?? {})) {
    const name = target.replace(/^gatewayresponse\.header\./, '');
    const value = mappedValue(expression, { ...sources, context });
    if (value !== undefined) replace(headers, name, value);
  }
  return {
    statusCode: Number(custom?.StatusCode ?? error.statusCode),
    headers,
    body: Buffer.from(substitute(template, context, sources.stageVariables)),
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

/** A variable without a value becomes empty text. */
function substitute(
  template: string,
  context: Readonly<Record<string, unknown>>,
  stageVariables: Readonly<Record<string, string>>,
): string {
  const roots: Readonly<Record<string, unknown>> = { context, stageVariables };
  return template.replace(VARIABLE, (_, braced?: string, plain?: string) => {
    const [root = '', ...path] = (braced ?? plain ?? '').split('.');
    return lookUp(roots[root], path) ?? '';
  });
}

const NAME = String.raw`(?:context|stageVariables)(?:\.[A-Za-z_][\w-]*)+`;
const VARIABLE = new RegExp(String.raw`\$(?:\{(${NAME})\}|(${NAME}))`, 'g');
