import { GatewayError } from './gateway-error.ts';
import { type GatewayRequest, headerOf } from './gateway-request.ts';
import { mediaTypeOf } from './media-type.ts';
import type { MatchedMethod, RestApi } from './rest-api.ts';

/** Applies the method's request validator, or lets the request pass when it has none. */
export function validateRequest(
  api: RestApi,
  matched: MatchedMethod,
  request: GatewayRequest,
): void {
  const validator = api.validators.get(matched.method.RequestValidatorId ?? '');
  if (validator?.ValidateRequestParameters) checkParameters(matched, request);
  if (validator?.ValidateRequestBody) checkBody(api, matched, request);
}

function checkParameters(matched: MatchedMethod, request: GatewayRequest): void {
  const missing = Object.entries(matched.method.RequestParameters ?? {})
    .filter(([, required]) => required)
    .map(([source]) => source.split('.').slice(2))
    .filter(([place, ...name]) => !parameterOf(place, name.join('.'), matched, request))
    .map(([, ...name]) => name.join('.'));
  if (missing.length === 0) return;
  throw new GatewayError(
    'BAD_REQUEST_PARAMETERS',
    `Missing required request parameters: [${missing.join(', ')}]`,
  );
}

function parameterOf(
  place: string | undefined,
  name: string,
  matched: MatchedMethod,
  request: GatewayRequest,
): string | undefined {
  if (place === 'querystring') return request.query.get(name)?.at(-1);
  if (place === 'header') return headerOf(request, name);
  return matched.pathParameters[name];
}

/** Without a model for the content type, and without `$default`, AWS skips the check. */
function checkBody(api: RestApi, { method }: MatchedMethod, request: GatewayRequest): void {
  const models = method.RequestModels ?? {};
  const contentType = mediaTypeOf(headerOf(request, 'content-type')) ?? 'application/json';
  const model = models[contentType] ?? models['$default'];
  if (!model) return;
  const parsed = parseJson(request.body.toString('utf8'));
  const problem = parsed ? api.models.validate(model, parsed.value) : '[Invalid JSON]';
  if (problem === undefined) return;
  throw new GatewayError('BAD_REQUEST_BODY', 'Invalid request body', { validationError: problem });
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
