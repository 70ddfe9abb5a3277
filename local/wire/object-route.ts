import type { IncomingHttpHeaders } from 'node:http';
import type { OperationSchema } from './schema-codec.ts';

/** Bucket and key of an S3 address in path style; a key may hold slashes, and be none. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

interface ObjectRequest extends ObjectPlace {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** `/bucket/a/key`, decoded. SDKs write addresses so by themselves where the endpoint is an IP address. */
export function splitObjectPath(path: string): ObjectPlace {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decode(bucket), key: decode(key) };
}

/**
 * The operation that a request to S3 means. Method and path leave many: parameters such as `?acl` tell most apart,
 * a source to copy and an upload's id the rest, and `x-id`, which SDKs send, whatever is left.
 */
export function findObjectOperation(
  operations: Iterable<OperationSchema>,
  { method, query, headers, key }: ObjectRequest,
): OperationSchema | undefined {
  const template = key === '' ? '/' : '/{Key+}';
  const copies = headers['x-amz-copy-source'] !== undefined;
  const [best] = [...operations]
    .map((operation) => ({ operation, http: httpOf(operation) }))
    .filter(({ http }) => http.method === method && http.path === template)
    .filter(({ http }) => http.literals.every(([name, value]) => query.get(name) === value))
    .filter(({ http }) => http.id === undefined || (query.get('x-id') ?? http.id) === http.id)
    .filter(({ operation }) => hasMember(operation, 'CopySource') === copies)
    .filter(({ operation }) => query.has('uploadId') === hasMember(operation, 'UploadId'))
    .sort((left, right) => right.http.literals.length - left.http.literals.length);
  return best?.operation;
}

/** A template such as `/{Key+}?annotation&x-id=GetObjectAnnotation` in its parts. */
function httpOf({ http }: OperationSchema) {
  const [method = '', template = ''] = http ?? [];
  const [path = '', queryText = ''] = template.split('?');
  const all = [...new URLSearchParams(queryText)];
  return {
    method,
    path,
    literals: all.filter(([name]) => name !== 'x-id'),
    id: all.find(([name]) => name === 'x-id')?.[1],
  };
}

function hasMember({ input }: OperationSchema, name: string): boolean {
  return input.isStructSchema() && [...input.structIterator()].some(([member]) => member === name);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
