import { AwsError } from '../aws-error.ts';
import { parseJson } from './aws-json.ts';
import { readBindings, writeBindings } from './http-bindings.ts';
import { findRoute } from './rest-route.ts';
import type { ServiceSchema } from './schema-codec.ts';
import type { Codec } from './wire.ts';

/** restJson: method and path name the operation; members travel in path, query, headers or JSON. */
export function restJson({ operations, errorOf }: ServiceSchema): Codec {
  return {
    read(request) {
      const [path = '/', query = ''] = request.url.split(/\?(.*)/s);
      const found = findRoute(operations.values(), request.method, path);
      if (!found) {
        const message = `The local cloud knows no operation for ${request.method} ${path}.`;
        throw new AwsError('UnknownOperationException', message, { statusCode: 404 });
      }
      const input = readBindings(found.operation.input, {
        labels: found.labels,
        query: new URLSearchParams(query),
        headers: request.headers,
        body: request.body,
        parseJson,
      });
      return { operation: found.operation.name, input };
    },
    write(operation, output) {
      const schema = operations.get(operation);
      const status = schema?.http?.[2] ?? 200;
      const written = schema ? writeBindings(schema.output, output) : { headers: {}, body: '' };
      return {
        status: written.status ?? status,
        headers: { 'content-type': 'application/json', ...written.headers },
        body: written.body,
      };
    },
    writeError(error) {
      const { status } = errorOf(error);
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
        body: JSON.stringify({ message: error.message, Message: error.message, ...error.members }),
      };
    },
  };
}
