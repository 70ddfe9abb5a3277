import { AwsError } from '../aws-error.ts';
import { decodeJson, encodeJson } from './json.ts';
import { type OperationSchema, queryErrorOf } from './schema-codec.ts';
import type { Codec } from './wire.ts';

export interface JsonService {
  readonly version: '1.0' | '1.1';
  readonly operations: ReadonlyMap<string, OperationSchema>;
  /** The SDK client package; without one, JSON passes through as it is. */
  readonly client?: object;
}

/** awsJson: POST /, the operation in `X-Amz-Target`, JSON both ways. */
export function awsJson({ version, operations, client }: JsonService): Codec {
  const contentType = { 'content-type': `application/x-amz-json-${version}` };
  return {
    read({ headers, body }) {
      const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const input = parse(Buffer.from(body).toString());
      const schema = operations.get(operation);
      return { operation, input: schema ? decodeJson(schema.input, input) : input };
    },
    write(operation, output) {
      const schema = operations.get(operation);
      const encoded =
        schema && !schema.output.isUnitSchema() ? encodeJson(schema.output, output) : output;
      return { status: 200, headers: contentType, body: JSON.stringify(encoded ?? {}) };
    },
    writeError(error) {
      const { code, message, members, statusCode } = error;
      const [queryCode] = (client && queryErrorOf(client, code)) ?? [];
      const fault = statusCode < 500 ? 'Sender' : 'Receiver';
      return {
        status: statusCode,
        headers: {
          ...contentType,
          'x-amzn-errortype': code,
          ...(queryCode === undefined ? {} : { 'x-amzn-query-error': `${queryCode};${fault}` }),
        },
        body: JSON.stringify({ __type: code, message, ...members }),
      };
    },
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new AwsError('SerializationException', 'The request is not JSON.', { cause: error });
  }
}
