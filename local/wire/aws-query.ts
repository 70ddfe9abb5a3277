import { AwsError } from '../aws-error.ts';
import { decodeQuery, readParameters } from './query.ts';
import type { ServiceSchema } from './schema-codec.ts';
import type { Codec } from './wire.ts';
import { element, encodeXml } from './xml.ts';

/** awsQuery: a form with `Action`, answered in XML. */
export function awsQuery({ operations, errorOf }: ServiceSchema): Codec {
  return {
    read({ body }) {
      const form = new URLSearchParams(Buffer.from(body).toString());
      const operation = form.get('Action') ?? '';
      const schema = operations.get(operation);
      if (!schema) {
        throw new AwsError('InvalidAction', `Could not find operation ${operation || '(none)'}.`);
      }
      return { operation, input: decodeQuery(schema.input, readParameters(form)) };
    },
    write(operation, output, requestId) {
      const schema = operations.get(operation)?.output;
      const result =
        schema && !schema.isUnitSchema()
          ? `<${operation}Result>${encodeXml(schema, output)}</${operation}Result>`
          : '';
      const metadata = `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`;
      return {
        status: 200,
        headers: CONTENT_TYPE,
        body: `<${operation}Response>${result}${metadata}</${operation}Response>`,
      };
    },
    writeError(error, requestId) {
      const { code, status } = errorOf(error);
      const members = [
        element('Type', status < 500 ? 'Sender' : 'Receiver'),
        element('Code', QUERY_CODES[code] ?? code),
        element('Message', error.message),
        ...Object.entries(error.members).map(([name, value]) => element(name, String(value))),
      ];
      return {
        status,
        headers: CONTENT_TYPE,
        body: `<ErrorResponse><Error>${members.join('')}</Error>${element('RequestId', requestId)}</ErrorResponse>`,
      };
    },
  };
}

const CONTENT_TYPE = { 'content-type': 'text/xml' };

/** What signatures' errors are called in this protocol. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
};
