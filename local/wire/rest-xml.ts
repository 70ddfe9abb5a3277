import { AwsError } from '../aws-error.ts';
import { readBindings, writeBindings } from './http-bindings.ts';
import { findObjectOperation, splitObjectPath } from './object-route.ts';
import type { Schema, ServiceSchema } from './schema-codec.ts';
import type { Codec, WireResponse } from './wire.ts';
import { element, encodeXml } from './xml.ts';

/** restXml as S3 speaks it: bucket and key in the path, members in query, headers and bytes; XML in answers alone. */
export function restXml(service: ServiceSchema): Codec {
  const { operations } = service;
  return {
    read({ method, url, headers, body }) {
      const [path = '/', queryText = ''] = url.split(/\?(.*)/s);
      const query = new URLSearchParams(queryText);
      const place = splitObjectPath(path);
      const found = findObjectOperation(operations.values(), { method, query, headers, ...place });
      if (!found) {
        throw new AwsError('MethodNotAllowed', NOT_ALLOWED, { statusCode: 405 });
      }
      const labels = { Bucket: place.bucket, Key: place.key };
      const input = readBindings(found.input, { labels, query, headers, body, parseJson: unread });
      return { operation: found.name, input };
    },
    write(operation, output) {
      const schema = operations.get(operation);
      if (!schema) return { status: 200, headers: {}, body: '' };
      const { headers, body } = writeBindings(schema.output, output, {
        document: xmlDocument,
        payload: (name, member, value) => xml(name, encodeXml(member, value)),
      });
      const isPart = Reflect.has(output, 'ContentRange');
      return {
        status: isPart ? PARTIAL_CONTENT : (schema.http?.[2] ?? 200),
        headers: { 'content-type': 'application/xml', ...lowerCased(headers), ...INERT },
        body,
      };
    },
    writeError: (error, requestId) => writeXmlError(error, requestId, service),
  };
}

const PARTIAL_CONTENT = 206;
const NOT_ALLOWED = 'The specified method is not allowed against this resource.';

/** Not AWS's: objects of strangers come from the origin of the local cloud's own page here, and must not run in it. */
const INERT = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' };

/** An error as S3 says it; an answer to HEAD loses the body on its way. */
export function writeXmlError(
  error: AwsError,
  requestId: string,
  { errorOf }: Pick<ServiceSchema, 'errorOf'>,
): WireResponse {
  const members = Object.entries({
    Code: CODES[error.code] ?? error.code,
    Message: error.message,
    ...error.members,
    RequestId: requestId,
  });
  const content = members.map(([name, value]) => element(name, String(value))).join('');
  return {
    status: STATUSES[error.code] ?? errorOf(error).status,
    headers: { 'content-type': 'application/xml', ...INERT },
    body: `${DECLARATION}<Error>${content}</Error>`,
  };
}

/** What the front's own errors are called in S3. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const CODES: Readonly<Record<string, string>> = {
  InternalFailure: 'InternalError',
  InternalServerError: 'InternalError',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationToken: 'AccessDenied',
  RequestEntityTooLarge: 'EntityTooLarge',
  UnknownOperationException: 'NotImplemented',
  UnrecognizedClientException: 'InvalidAccessKeyId',
};

/** S3 refuses what is too large with a plain 400. */
const STATUSES: Readonly<Record<string, number>> = { RequestEntityTooLarge: 400 };

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** No operation that is emulated reads XML: those that would are refused by name afterwards. */
const unread = () => ({});

function xmlDocument(schema: Schema, members: object): string {
  if (Object.keys(members).length === 0) return '';
  const name = schema.getMergedTraits().xmlName ?? schema.getName();
  return xml(String(name), encodeXml(schema, members));
}

function xml(name: string, content: string): string {
  return `${DECLARATION}<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
