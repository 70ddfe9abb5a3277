import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Call, Input, Principal } from '../emulator.ts';
import type { Service, Services } from '../services.ts';
import type { Codecs } from '../wire/codecs.ts';
import type { WireResponse } from '../wire/wire.ts';
import { readBody } from './body.ts';
import { missingAuthentication, readSignature, signedService } from './sigv4.ts';

export interface AwsEndpoint {
  readonly services: Services;
  readonly codecs: Codecs;
  /** Driven time, for the `Date` header: the SDK sets its signing clock by it. */
  now(): number;
  authenticate(request: IncomingMessage, body: Uint8Array): Principal;
  run(service: Service, operation: string, input: Input, call: Call): Promise<object>;
}

/** Answers one request to AWS, in the wire format of the service that it is for. */
export async function answerAws(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: AwsEndpoint,
): Promise<void> {
  const requestId = randomUUID();
  const wire = await answer(request, endpoint, requestId);
  response.writeHead(wire.status, {
    ...wire.headers,
    'content-length': String(Buffer.byteLength(wire.body)),
    date: new Date(endpoint.now()).toUTCString(),
    'x-amzn-requestid': requestId,
  });
  response.end(wire.body);
}

/** Whether a request speaks to AWS rather than to the local cloud's own pages: it says so. */
export function isForAws({ headers }: IncomingMessage): boolean {
  return (
    headers.authorization?.startsWith('AWS4-') === true || headers['x-amz-target'] !== undefined
  );
}

/** Whether a request may be an unsigned one to AWS, to be refused in its words: also curl sends forms unless told. */
export function looksLikeQuery({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

async function answer(
  request: IncomingMessage,
  endpoint: AwsEndpoint,
  requestId: string,
): Promise<WireResponse> {
  const service = serviceOf(request, endpoint.services);
  const codec = await endpoint.codecs.codecFor(service?.emulator.api, request.headers);
  try {
    const { raw, body } = await readBody(request);
    if (!service) throw unknownService(request);
    const principal = endpoint.authenticate(request, raw);
    const { method = 'GET', url = '/', headers } = request;
    const { operation, input } = codec.read({ method, url, headers, body });
    const output = await endpoint.run(service, operation, input, { principal, requestId });
    return codec.write(operation, output, requestId);
  } catch (error) {
    return codec.writeError(asAwsError(error), requestId);
  }
}

function serviceOf(request: IncomingMessage, services: Services): Service | undefined {
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[0] ?? '';
  const signature = readSignature(request);
  return (signature && services.signedFor(signedService(signature))) ?? services.targeted(target);
}

function unknownService(request: IncomingMessage): AwsError {
  const signature = readSignature(request);
  if (!signature && !request.headers['x-amz-target']) return missingAuthentication();
  const name = signature ? signedService(signature) : request.headers['x-amz-target'];
  return new AwsError('UnknownService', `The local cloud does not emulate the service ${name}.`, {
    statusCode: 501,
  });
}

/** A defect of an emulator is told to the caller whole: on a laptop they are the one who can mend it. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', message, { statusCode: 500, cause: error });
}
