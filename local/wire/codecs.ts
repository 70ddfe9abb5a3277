import type { ServiceApi } from '../emulator.ts';
import { awsJson } from './aws-json.ts';
import { operationsOf } from './schema-codec.ts';
import type { Codec, WireRequest } from './wire.ts';

/** The wire format of a service, or of a request to none of ours. */
export async function codecFor(api: ServiceApi | undefined, _request: WireRequest): Promise<Codec> {
  const client = await api?.client?.();
  const operations = client ? operationsOf(client) : new Map();
  return awsJson({
    version: api?.protocol === 'awsJson1.1' ? '1.1' : '1.0',
    operations,
    ...(client ? { client } : {}),
  });
}
