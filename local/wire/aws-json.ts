import { AwsError } from '../aws-error.ts';
import { decodeJson, encodeJson } from './json.ts';
import type { ServiceSchema } from './schema-codec.ts';
import type { Codec } from './wire.ts';

/** awsJson: POST /, the operation in `X-Amz-Target`, JSON both ways. */
export function awsJson({ operations, errorOf }: ServiceSchema, version: '1.0' | '1.1'): Codec {
  const contentType = { 'content-type': `application/x-amz-json-${version}` };
  return {
    read({ headers, body }) {
      const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const input = objectIn(body);
      const schema = operations.get(operation);
      return { operation, input: schema ? decodeJson(schema.input, input) : input };
    },
    write(operation, output) {
      const schema = operations.get(operation)?.output;
      const encoded = schema?.isStructSchema() ? encodeJson(schema, output) : output;
      return { status: 200, headers: contentType, body: JSON.stringify(encoded ?? {}) };
    },
    writeError(error) {
      const { code, status, queryCompatible } = errorOf(error);
      const fault = status < 500 ? 'Sender' : 'Receiver';
      return {
        status,
        headers: {
          ...contentType,
          'x-amzn-errortype': error.code,
          ...(queryCompatible ? { 'x-amzn-query-error': `${code};${fault}` } : {}),
        },
        body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
      };
    },
  };
}

/** What awsJson takes as input; other JSON never reaches an operation. */
function objectIn(body: Uint8Array): object {
  const input = parseJson(body);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw new AwsError('SerializationException', 'The request is JSON, but no object.');
}

/** A JSON body; an empty one counts as an empty object. */
export function parseJson(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new AwsError('SerializationException', 'The request is not JSON.', { cause: error });
  }
}
