import { z } from 'zod/mini';
import type { GatewayAnswer } from './gateway-answer.ts';

const headerValue = z.union([z.string(), z.boolean()]);

/** No member is required, no other is allowed: as AWS judges it. */
const PROXY_RESPONSE = z.strictObject({
  statusCode: z.optional(
    z
      .union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))])
      .check(z.refine((status) => Number.isInteger(status) && status >= 200 && status <= 599)),
  ),
  headers: z.nullish(z.record(z.string(), headerValue)),
  multiValueHeaders: z.nullish(z.record(z.string(), z.array(headerValue))),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** Sent under another name, or not at all, as AWS does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'date',
  'host',
  'server',
  'user-agent',
  'www-authenticate',
]);
const DROPPED = new Set(['transfer-encoding', 'trailer', 'te', 'upgrade', 'expect', 'keep-alive']);
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export type ProxyAnswer =
  | { readonly kind: 'answer'; readonly answer: GatewayAnswer }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Translates what a function returned; anything that AWS would refuse is `malformed`, with the reason for people. */
export function proxyAnswer(payload: string): ProxyAnswer {
  const parsed = PROXY_RESPONSE.safeParse(parse(payload));
  if (!parsed.success) return { kind: 'malformed', reason: reasonOf(parsed.error) };
  const { statusCode = 200, body } = parsed.data;
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(parsed.data.headers ?? {})) {
    add(headers, name, [String(value)]);
  }
  for (const [name, values] of Object.entries(parsed.data.multiValueHeaders ?? {})) {
    add(headers, name, values.map(String));
  }
  const bad = [...headers.keys()].find((name) => !HEADER_NAME.test(name));
  if (bad !== undefined) return { kind: 'malformed', reason: `headers: ${JSON.stringify(bad)}` };
  if (!hasContentType(headers)) headers.set('Content-Type', ['application/json']);
  return {
    kind: 'answer',
    answer: { statusCode, headers, body: Buffer.from(body ?? '') },
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

function reasonOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'response'}: ${issue?.message}`;
}

/** `multiValueHeaders` of the same name come after, and replace an equal single value. */
function add(
  headers: Map<string, readonly string[]>,
  name: string,
  values: readonly string[],
): void {
  const lower = name.toLowerCase();
  if (DROPPED.has(lower)) return;
  const sentAs = REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name;
  const before = headers.get(sentAs) ?? [];
  headers.set(sentAs, [...new Set([...before, ...values])]);
}

function hasContentType(headers: ReadonlyMap<string, unknown>): boolean {
  return [...headers.keys()].some((name) => name.toLowerCase() === 'content-type');
}
