import type { ServerResponse } from 'node:http';

/** What the gateway sends back. */
export interface GatewayAnswer {
  readonly statusCode: number;
  /** Several values of one name are sent as several lines. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

/** Sends an answer whose header values may hold anything: what HTTP cannot carry is taken out, never a crash. */
export function send(response: ServerResponse, answer: GatewayAnswer): void {
  response.statusCode = answer.statusCode;
  for (const [name, values] of answer.headers) response.setHeader(name, values.map(sendable));
  if (mayHaveBody(answer.statusCode)) response.setHeader('content-length', answer.body.length);
  response.end(mayHaveBody(answer.statusCode) ? answer.body : undefined);
}

function mayHaveBody(statusCode: number): boolean {
  return statusCode !== 204 && statusCode !== 304;
}

/** UTF-8 bytes as they are, without line ends and other control characters. */
function sendable(value: string): string {
  const codes = [...value].map((character) => character.codePointAt(0) ?? 0);
  const latin = codes.every((code) => code <= 0xff)
    ? value
    : Buffer.from(value, 'utf8').toString('latin1');
  return [...latin].filter((character) => isPrintable(character.charCodeAt(0))).join('');
}

function isPrintable(code: number): boolean {
  return code === TAB || (code >= 0x20 && code !== 0x7f);
}

const TAB = 0x09;
