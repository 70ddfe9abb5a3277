import type { APIGatewayProxyEvent } from 'aws-lambda';
import { findDuplicateKey } from './duplicate-key.ts';
import { headerOf } from './headers.ts';
import { Problem } from './problem.ts';

const JSON_IN_UTF8 = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

export interface JsonBodyLimits {
  /** Levels of nesting. @default 12 */
  readonly maxDepth?: number;
  /** Refuses an object that has a key twice: `JSON.parse` would drop the first without a word. @default false */
  readonly uniqueKeys?: boolean;
}

/**
 * The body of a request as JSON, still untrusted. Refuses a wrong content type, more than `maxBytes` (before parsing),
 * text that is not JSON, deep nesting, and the key `__proto__`.
 */
export function readJsonBody(
  event: APIGatewayProxyEvent,
  maxBytes: number,
  { maxDepth = 12, uniqueKeys = false }: JsonBodyLimits = {},
): unknown {
  refuseOtherTypes(event);
  const text = textOf(event);
  if (Buffer.byteLength(text) > maxBytes) {
    throw new Problem('body_too_large', `The body may have ${maxBytes} bytes at most`);
  }
  const value = parse(text);
  refuseHostileShape(value, maxDepth);
  if (uniqueKeys) refuseDuplicateKeys(text);
  return value;
}

function refuseOtherTypes(event: APIGatewayProxyEvent): void {
  const contentType = headerOf(event, 'content-type')?.trim() ?? '';
  if (!JSON_IN_UTF8.test(contentType)) {
    throw new Problem('unsupported_media_type', 'Send content-type: application/json, in UTF-8');
  }
  const encoding = headerOf(event, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without content-encoding');
  }
}

function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (typeof body !== 'string') return '';
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without cause: V8 quotes the text in its message, and users' words must not reach a log.
    throw new Problem('invalid_body', text === '' ? 'The body is empty' : 'The body is not JSON');
  }
}

/** Without recursion: a body of 16 kB can hold 8,000 levels. */
function refuseHostileShape(root: unknown, maxDepth: number): void {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 1 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value, depth } = item;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDepth) {
      throw new Problem('invalid_body', `The body is nested deeper than ${maxDepth} levels`);
    }
    if (Object.hasOwn(value, '__proto__')) {
      throw new Problem('invalid_body', 'The key __proto__ is not allowed');
    }
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
}

function refuseDuplicateKeys(text: string): void {
  const pointer = findDuplicateKey(text);
  if (pointer === undefined) return;
  const errors = [{ pointer, code: 'duplicate_key', detail: 'stands here twice: keep one' }];
  throw new Problem('invalid_body', 'A key stands twice in one object', { errors });
}
