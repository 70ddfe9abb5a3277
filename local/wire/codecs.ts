import type { IncomingHttpHeaders } from 'node:http';
import type { ServiceApi } from '../emulator.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import { type ServiceSchema, serviceSchema } from './schema-codec.ts';
import type { Codec } from './wire.ts';

/** Finds the wire format of each request. */
export interface Codecs {
  codecFor(api: ServiceApi | undefined, headers: IncomingHttpHeaders): Promise<Codec>;
}

/**
 * A client chooses among the protocols that its service has (CloudWatch has three), so the request itself decides:
 * a target header means awsJson, a form awsQuery; what says neither is in the service's own protocol. What is sent to
 * S3 may have any content type.
 */
export function createCodecs(): Codecs {
  const schemas = new Map<ServiceApi, Promise<ServiceSchema>>();

  function schemaOf(api: ServiceApi | undefined): Promise<ServiceSchema> {
    if (!api) return Promise.resolve(serviceSchema());
    const loading = schemas.get(api) ?? load(api);
    schemas.set(api, loading);
    return loading;
  }

  return {
    async codecFor(api, headers) {
      const schema = await schemaOf(api);
      return api?.protocol === 'restXml' ? restXml(schema) : codecOf(schema, api, headers);
    },
  };
}

function codecOf(
  schema: ServiceSchema,
  api: ServiceApi | undefined,
  headers: IncomingHttpHeaders,
): Codec {
  const type = headers['content-type'] ?? '';
  if (headers['x-amz-target']) return awsJson(schema, type.includes('1.1') ? '1.1' : '1.0');
  if (type.startsWith('application/x-www-form-urlencoded')) return awsQuery(schema);
  return api?.protocol === 'awsQuery' ? awsQuery(schema) : restJson(schema);
}

async function load(api: ServiceApi): Promise<ServiceSchema> {
  return serviceSchema(await api.client?.());
}
