import type { IncomingMessage } from 'node:http';
import { GatewayError } from './gateway-error.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** One HTTP request to an API's origin, read once. */
export interface GatewayRequest {
  readonly method: string;
  readonly stageName: string;
  /** Below the stage, decoded except for `%2F`; always with a leading slash. */
  readonly path: string;
  /** As sent: `/prod/v1/feedback`. */
  readonly pathWithStage: string;
  /** All values of each header, under the spelling that came first. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
}

export interface RequestHead extends Omit<GatewayRequest, 'body'> {}

/** Everything but the body. Never throws: hostile paths and headers are answered by the rules, not by a 5xx. */
export function readHead(message: IncomingMessage): RequestHead {
  const [rawPath = '/', rawQuery = ''] = splitOnce(message.url ?? '/', '?');
  const [, stageName = '', ...rest] = rawPath.split('/');
  return {
    method: message.method ?? 'GET',
    stageName: decode(stageName),
    path: `/${rest.map(decodeSegment).join('/')}`,
    pathWithStage: rawPath,
    headers: groupHeaders(message.rawHeaders),
    query: readQuery(rawQuery),
    sourceIp: (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${message.httpVersion}`,
  };
}

/** The body, or a refusal above AWS's limit of 10 MB. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the stream would take the connection along, and with it our answer.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The value of one header, by any spelling: the last one, as API Gateway's single-value map has it. */
export function headerOf(request: RequestHead, name: string): string | undefined {
  for (const [spelling, values] of request.headers) {
    if (spelling.toLowerCase() === name.toLowerCase()) return values.at(-1);
  }
  return undefined;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function groupHeaders(rawHeaders: readonly string[]): Map<string, string[]> {
  const spellings = new Map<string, string>();
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const spelling = spellings.get(name.toLowerCase()) ?? name;
    spellings.set(name.toLowerCase(), spelling);
    headers.set(spelling, [...(headers.get(spelling) ?? []), rawHeaders[at + 1] ?? '']);
  }
  return headers;
}

function readQuery(rawQuery: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const pair of rawQuery.split('&').filter(Boolean)) {
    const [name, value] = splitOnce(pair, '=').map((part) => decode(part.replaceAll('+', ' ')));
    query.set(name ?? '', [...(query.get(name ?? '') ?? []), value ?? '']);
  }
  return query;
}

/** An encoded slash stays encoded: decoded it would be another resource. */
function decodeSegment(segment: string): string {
  return segment.split(/%2f/i).map(decode).join('%2F');
}

/** Bad percent signs stay as they are: they are the function's to judge. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
