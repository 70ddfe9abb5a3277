import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer } from '../../functions/shared/http.ts';
import { answerAdmin } from '../../functions/toggles/admin/admin.ts';
import { ADMIN_ROUTES } from '../../functions/toggles/admin/admin-routes.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { apiEvent } from './api-event.ts';

export const ANN_ARN = 'arn:aws:sts::123456789012:assumed-role/Admin/ann';
export const NOON_MS = Date.parse('2026-11-23T12:00:00Z');

export interface AdminRequest {
  /** Sent as JSON; text as it is. @default - none */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default ANN_ARN */
  readonly userArn?: string;
}

export interface AdminAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly etag: string;
  readonly text: string;
  /** Of the JSON body; undefined without one. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  readonly body: any;
}

/** The admin API over one store, as API Gateway calls it: `call('POST /v1/toggles/new-checkout/kill')`. */
export interface Admin {
  readonly store: ToggleStore;
  /** What was logged as our own fault. */
  readonly logged: readonly Error[];
  call(request: string, more?: AdminRequest): Promise<AdminAnswer>;
}

export async function adminOf(document: ToggleDocument): Promise<Admin> {
  const store = new MemoryToggleStore(() => NOON_MS);
  const keys = Object.keys(document.flags);
  const seed = { document, summary: 'created all', keys };
  await store.save(seed, 0, { who: 'deployment', why: 'a test' });
  return adminOver(store);
}

export function adminOver(store: ToggleStore): Admin {
  const logged: Error[] = [];
  const log = { error: (_: string, error: Error) => logged.push(error) };
  const dependencies = { store, now: () => NOON_MS };
  return {
    store,
    logged,
    async call(request, more) {
      const event = adminEvent(request, more);
      const result = await answer(event, () => answerAdmin(event, dependencies), { log });
      const headers = result.headers ?? {};
      const body = result.body === '' ? undefined : JSON.parse(result.body);
      const { statusCode: status, body: text } = result;
      return { status, headers, etag: String(headers.etag), text, body };
    },
  };
}

/** As API Gateway routes it: `{key}` is what stands in its place, decoded once. */
export function adminEvent(
  request: string,
  more: AdminRequest = {},
  routes: readonly string[] = ADMIN_ROUTES,
): APIGatewayProxyEvent {
  const [method = '', address = ''] = request.split(/ (.*)/s);
  const [path = '', search = ''] = address.split(/\?(.*)/s);
  const { resource, pathParameters } = routed(path, routes);
  const query = new URLSearchParams(search);
  const names = [...new Set(query.keys())];
  const { body, headers = {}, userArn = ANN_ARN } = more;
  const event = apiEvent({
    method,
    path,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    pathParameters,
  });
  const { identity } = event.requestContext;
  return {
    ...event,
    resource,
    multiValueQueryStringParameters: Object.fromEntries(
      names.map((name) => [name, query.getAll(name)]),
    ),
    requestContext: { ...event.requestContext, identity: { ...identity, userArn } },
  };
}

function routed(path: string, routes: readonly string[]) {
  const paths = [...new Set(routes.map((route) => route.split(' ')[1] ?? ''))];
  for (const resource of paths) {
    const names = [...resource.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const pattern = `^${resource.replaceAll(/\{\w+\}/g, '([^/]+)')}$`;
    const values = new RegExp(pattern).exec(path)?.slice(1);
    if (values) {
      const entries = names.map((name, index) => [name, decoded(values[index] ?? '')]);
      return { resource, pathParameters: Object.fromEntries(entries) };
    }
  }
  return { resource: '/{proxy+}', pathParameters: { proxy: path.slice(1) } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
