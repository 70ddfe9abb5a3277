import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from '../aws-error.ts';

/** The largest request that any emulated service takes: Lambda's 6 MB in base64, with room. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** A request's body as it was sent (and signed), and as it is meant. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly raw: Uint8Array; readonly body: Uint8Array }> {
  const raw = await readRawBody(request);
  return { raw, body: meantBody(request, raw) };
}

/** A request's body as it was sent. */
export async function readRawBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Destroying the stream would take the connection along, and with it our answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > LIMIT_BYTES) {
      throw new AwsError('RequestEntityTooLarge', `The request exceeds ${LIMIT_BYTES} bytes.`, {
        statusCode: 413,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body without its compression. */
export function meantBody({ headers }: IncomingMessage, raw: Uint8Array): Uint8Array {
  if (headers['content-encoding'] !== 'gzip') return raw;
  try {
    return gunzipSync(raw, { maxOutputLength: LIMIT_BYTES });
  } catch (cause) {
    throw new AwsError('SerializationException', 'The body is not gzip, or too large.', { cause });
  }
}
