import type { GatewayAnswer } from './gateway-answer.ts';
import { GatewayError } from './gateway-error.ts';
import { type GatewayRequest, headerOf } from './gateway-request.ts';
import { MappingTemplate } from './mapping-template.ts';
import { mediaTypeOf } from './media-types.ts';
import { mappedValue } from './parameter-mapping.ts';
import type { ApiMethod, MatchedMethod } from './rest-api.ts';

export interface MockInput {
  readonly matched: MatchedMethod;
  readonly request: GatewayRequest;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Answers without a backend, as a CORS preflight is answered. */
export function answerMock(input: MockInput): GatewayAnswer {
  const { Integration } = input.matched.method;
  const statusCode = mockedStatus(input);
  const responses = Integration.IntegrationResponses ?? [];
  const response =
    responses.find(({ SelectionPattern: pattern }) => pattern && matches(pattern, statusCode)) ??
    responses.find(({ SelectionPattern: pattern }) => !pattern);
  if (!response) throw new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');
  const override: Override = { header: {} };
  const { contentType, body } = renderBody(response.ResponseTemplates, input, override);
  const headers = new Map<string, readonly string[]>([['Content-Type', [contentType]]]);
  for (const [target, expression] of Object.entries(response.ResponseParameters ?? {})) {
    const value = mappedValue(expression, {
      ...input,
      pathParameters: input.matched.pathParameters,
    });
    if (value !== undefined)
      headers.set(target.replace(/^method\.response\.header\./, ''), [value]);
  }
  for (const [name, value] of Object.entries(override.header)) headers.set(name, [String(value)]);
  return {
    statusCode: Number(override.status ?? response.StatusCode),
    headers,
    body: Buffer.from(body),
  };
}

/** Refuses templates that this emulator cannot run, at start. */
export function checkMockTemplates({ Integration }: ApiMethod): void {
  const sources = [
    ...Object.values(Integration.RequestTemplates ?? {}),
    ...(Integration.IntegrationResponses ?? []).flatMap(({ ResponseTemplates }) =>
      Object.values(ResponseTemplates ?? {}),
    ),
  ];
  for (const source of sources) new MappingTemplate(source);
}

/** `$context.responseOverride`, which templates write to. */
interface Override {
  readonly header: Record<string, unknown>;
  status?: unknown;
}

/** The integration's answer is the request template's text: `{ "statusCode": 200 }`, keys quoted or not. */
function mockedStatus(input: MockInput): string {
  const text = requestText(input);
  const statusCode = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(text)?.[1];
  if (!statusCode) throw new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');
  return statusCode;
}

function requestText(input: MockInput): string {
  const { RequestTemplates = {}, PassthroughBehavior } = input.matched.method.Integration;
  const contentType = mediaTypeOf(headerOf(input.request, 'content-type')) ?? 'application/json';
  const template = RequestTemplates[contentType] ?? RequestTemplates['$default'];
  if (template !== undefined) {
    return new MappingTemplate(template).render(scopeOf(input, { header: {} }));
  }
  const hasTemplates = Object.keys(RequestTemplates).length > 0;
  const refuses = PassthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates;
  if (refuses || PassthroughBehavior === 'NEVER') {
    throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  }
  return input.request.body.toString();
}

function renderBody(
  templates: Readonly<Record<string, string>> | undefined,
  input: MockInput,
  override: Override,
): { contentType: string; body: string } {
  const accepted = mediaTypeOf(headerOf(input.request, 'accept'));
  const entries = Object.entries(templates ?? {});
  const chosen = entries.find(([type]) => type === accepted) ?? entries[0];
  if (!chosen) return { contentType: 'application/json', body: '' };
  const body = new MappingTemplate(chosen[1]).render(scopeOf(input, override));
  return { contentType: chosen[0], body };
}

function scopeOf(input: MockInput, override: Override): Record<string, unknown> {
  const { request, matched } = input;
  const sets = {
    header: lastValues(request.headers),
    querystring: lastValues(request.query),
    path: matched.pathParameters,
  };
  return {
    context: { ...input.context, responseOverride: override },
    stageVariables: input.stageVariables,
    input: {
      body: request.body.toString(),
      params: (name?: string) =>
        name === undefined
          ? sets
          : (sets.path[name] ?? sets.querystring[name] ?? headerOf(request, name)),
      json: () => request.body.toString(), // only `$` in what CDK writes
    },
  };
}

function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? '']));
}

function matches(pattern: string, statusCode: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(statusCode);
}
