import type { RequestBody } from '../targets/http-request.ts';

export interface WrittenBody {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A body as it is sent. */
export function writtenBody(body: RequestBody): WrittenBody {
  const { text, contentType } = asText(body);
  return { bytes: Buffer.from(text), contentType };
}

function asText(body: RequestBody): { readonly text: string; readonly contentType: string } {
  if ('text' in body) return body;
  if ('json' in body) return { text: JSON.stringify(body.json), contentType: 'application/json' };
  const text = new URLSearchParams(body.form).toString();
  return { text, contentType: 'application/x-www-form-urlencoded' };
}
